namespace IncubatorHub.Telemetry;

/// <summary>What is known about how far a reading can be trusted; zero when nothing speaks against it.</summary>
[Flags]
public enum ReadingQuality : byte
{
    /// <summary>Nothing speaks against it.</summary>
    Good = 0,

    /// <summary>It came without a timestamp and bears the time of receipt.</summary>
    ReceiptTime = 1,

    /// <summary>It came late: it counts for reports and pages nobody.</summary>
    Late = 2,

    /// <summary>The device or the gateway doubts the value.</summary>
    Suspect = 4,

    /// <summary>The clock behind the timestamp is in doubt.</summary>
    ClockSuspect = 8,

    /// <summary>The value lies outside the range that the catalogue states.</summary>
    OutOfRange = 16,
}

/// <summary>One value of one series at one instant.</summary>
/// <param name="TimestampMs">Unix time in milliseconds, <see cref="MinTimestampMs"/> to <see cref="MaxTimestampMs"/>.</param>
/// <param name="Value">The value, kept bit for bit; NaN and infinities are kept as well.</param>
/// <param name="Quality">Flags.</param>
public readonly record struct Reading(long TimestampMs, double Value, ReadingQuality Quality)
{
    /// <summary>The earliest instant that can be stored: 1970-01-01.</summary>
    public const long MinTimestampMs = 0;

    /// <summary>The latest instant that can be stored: the last millisecond of the year 9999.</summary>
    public const long MaxTimestampMs = 253_402_300_799_999;
}

/// <summary>A reading together with its series, as the live feed delivers it.</summary>
/// <param name="Series">The series number that <see cref="TelemetryStore.Resolve(in SeriesKey)"/> gave.</param>
/// <param name="Reading">The reading.</param>
public readonly record struct LiveReading(int Series, Reading Reading);
