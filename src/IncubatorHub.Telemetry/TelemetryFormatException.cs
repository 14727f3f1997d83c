namespace IncubatorHub.Telemetry;

/// <summary>The file cannot be used by this version: it is newer, or not a telemetry store at all.</summary>
/// <param name="message">What was found and what is allowed.</param>
public sealed class TelemetryFormatException(string message) : Exception(message);
