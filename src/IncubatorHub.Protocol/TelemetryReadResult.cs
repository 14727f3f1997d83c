namespace IncubatorHub.Protocol;

/// <summary>What a <see cref="TelemetryReader"/> found.</summary>
/// <param name="IsIntact">False when the whole document is malformed and nothing of it was delivered.</param>
/// <param name="Readings">Readings that went to the sink.</param>
/// <param name="MalformedParts">Malformed parts found, also those beyond <see cref="ProtocolLimits.MaxMalformedParts"/>.</param>
public readonly record struct TelemetryReadResult(bool IsIntact, int Readings, int MalformedParts);
