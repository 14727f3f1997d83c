namespace IncubatorHub.Protocol;

/// <summary>The numbers of the contract. Every limit is inclusive: the limit itself is still accepted.</summary>
public static class ProtocolLimits
{
    /// <summary>Version of the payloads, the value of <c>"v"</c>. A payload without <c>"v"</c> is version 1.</summary>
    public const int Version = 1;

    /// <summary>Largest payload of any topic: 1 MiB.</summary>
    public const int MaxPayloadBytes = 1024 * 1024;

    /// <summary>Longest device name in UTF-8 bytes.</summary>
    public const int MaxDeviceNameBytes = 64;

    /// <summary>Longest metric name in UTF-8 bytes.</summary>
    public const int MaxMetricNameBytes = 64;

    /// <summary>Most readings of one telemetry message; nulls do not count.</summary>
    public const int MaxReadingsPerMessage = 10_000;

    /// <summary>Most events of one event message.</summary>
    public const int MaxEventsPerMessage = 1_000;

    /// <summary>Longest event kind, event source, command kind or target in UTF-8 bytes.</summary>
    public const int MaxKindBytes = 64;

    /// <summary>Longest detail of one event in bytes of JSON text.</summary>
    public const int MaxEventDetailBytes = 8 * 1024;

    /// <summary>Longest epoch in characters; an epoch is of <c>a-z</c>, <c>0-9</c> and <c>-</c>.</summary>
    public const int MaxEpochLength = 32;

    /// <summary>Longest command id in characters.</summary>
    public const int MaxCommandIdLength = 64;

    /// <summary>Most leases of one interlock's table.</summary>
    public const int MaxLeases = 24;

    /// <summary>Deepest nesting of arrays and objects in a telemetry or event message. The batch form needs 5.</summary>
    public const int MaxDepth = 16;

    /// <summary>Most malformed parts that one message reports one by one; the rest is counted in one last part.</summary>
    public const int MaxMalformedParts = 100;

    /// <summary>Latest timestamp in milliseconds since 1970 that is a time at all: the end of the year 9999.</summary>
    public const long MaxTimestampMs = 253_402_300_799_999;
}
