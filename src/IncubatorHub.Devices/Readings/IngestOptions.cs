using System.ComponentModel.DataAnnotations;

namespace IncubatorHub.Devices.Readings;

/// <summary>Settings of the way from a message to the stores, section <c>Ingest</c>.</summary>
public sealed class IngestOptions
{
    /// <summary>Name of the configuration section.</summary>
    public const string Section = "Ingest";

    /// <summary>How far a timestamp may lie ahead of the hub's clock, in seconds, 1 to 86,400; beyond, the reading goes to quarantine. Default 300.</summary>
    [Range(1, 86_400)]
    public int MaxFutureSeconds { get; set; } = 300;

    /// <summary>Age from which a reading is late, in seconds, 1 to 86,400: stored and reported, but it pages nobody. Default 300.</summary>
    [Range(1, 86_400)]
    public int LateAfterSeconds { get; set; } = 300;

    /// <summary>Oldest year of a reading, 1970 to 2100; what is older goes to quarantine, for it is a clock that was never set. Default 2000.</summary>
    [Range(1970, 2100)]
    public int EarliestYear { get; set; } = 2000;

    /// <summary>Messages waiting for the writer of events and quarantine, 16 to 65,536. Default 1,024; when full, connections wait.</summary>
    [Range(16, 65_536)]
    public int EventQueue { get; set; } = 1_024;

    /// <summary>Quarantined messages kept per gateway, 10 to 100,000. Default 1,000; beyond, they are counted and sampled.</summary>
    [Range(10, 100_000)]
    public int QuarantineEntries { get; set; } = 1_000;

    /// <summary>Their payload bytes per gateway, 1 MiB to 1 GiB. Default 16 MiB.</summary>
    [Range(1L << 20, 1L << 30)]
    public long QuarantineBytes { get; set; } = 16L << 20;
}
