namespace IncubatorHub.Telemetry.Writing;

internal readonly record struct BatchEntry(int Series, ReadingQuality Quality, long TimestampMs, double Value);
