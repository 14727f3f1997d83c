namespace IncubatorHub.Protocol;

/// <summary>The envelope of a telemetry message. Fields that were not sent are null or empty.</summary>
public readonly ref struct TelemetryHeader
{
    /// <summary>Version of the payload; 1.</summary>
    public int Version { get; init; }

    /// <summary>The spool's epoch in UTF-8; with <see cref="Sequence"/> it names the message for good. Empty when not sent.</summary>
    public ReadOnlySpan<byte> Epoch { get; init; }

    /// <summary>Number of the message within its epoch, from 1; null when not sent.</summary>
    public long? Sequence { get; init; }

    /// <summary>The gateway's clock when it sent, in milliseconds since 1970 UTC; null when not sent.</summary>
    public long? SentMs { get; init; }

    /// <summary>Readings that follow.</summary>
    public int ReadingCount { get; init; }
}
