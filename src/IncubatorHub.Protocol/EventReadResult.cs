namespace IncubatorHub.Protocol;

/// <summary>What an <see cref="EventReader"/> found.</summary>
/// <param name="IsIntact">False when the whole document is malformed and no event was taken.</param>
/// <param name="Events">The events in the order of the document.</param>
/// <param name="Malformed">The parts that were not taken.</param>
public sealed record EventReadResult(bool IsIntact, IReadOnlyList<GatewayEvent> Events, IReadOnlyList<MalformedPart> Malformed);
