namespace IncubatorHub.Telemetry;

/// <summary>Whether the store can make readings durable at present.</summary>
/// <param name="IsHealthy">False from a failed commit until the next one that succeeds.</param>
/// <param name="Reason">Why commits fail, in English for logs and operators; empty when healthy.</param>
/// <param name="Since">When the present state began.</param>
public sealed record TelemetryHealth(bool IsHealthy, string Reason, DateTimeOffset Since);
