namespace IncubatorHub.Protocol;

/// <summary>One event of a gateway. Epoch and sequence name it for good: a repeated delivery is recognised by them.</summary>
/// <param name="Epoch">The spool's epoch, see <see cref="EpochRule"/>.</param>
/// <param name="Sequence">Number within the epoch, from 1, growing; the order of events is the order of these numbers, never that of receipt.</param>
/// <param name="TimeMs">When it happened by the source's clock, milliseconds since 1970 UTC.</param>
/// <param name="Kind">One of <see cref="EventKinds"/>, or another of the same shape.</param>
/// <param name="Source">What it happened at: a door, a device, or <c>gateway</c>; 1 to 64 bytes.</param>
/// <param name="Detail">A JSON object as UTF-8 text, at most <see cref="ProtocolLimits.MaxEventDetailBytes"/>; empty when there is none.</param>
public sealed record GatewayEvent(string Epoch, long Sequence, long TimeMs, string Kind, string Source, ReadOnlyMemory<byte> Detail);
