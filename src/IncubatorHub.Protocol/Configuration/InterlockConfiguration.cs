namespace IncubatorHub.Protocol.Configuration;

/// <summary>One instrument that the gateway switches by leases of the hub. Times run by the gateway's own steady clock, so that a stepped wall clock shortens none.</summary>
public sealed record InterlockConfiguration
{
    /// <summary>What leases and events call it, 1 to 64 bytes; unique among the interlocks.</summary>
    public string Name { get; set; } = "";

    /// <summary>Name of the writable coil that switches it; exactly one of coil and door is given.</summary>
    public string? Coil { get; set; }

    /// <summary>Door output that switches it, <c>controller/door</c>: unlocked is on. It cannot be read back; give <see cref="Feedback"/> to see it.</summary>
    public string? Door { get; set; }

    /// <summary>A metric that tells whether it is on (from 0.5 up): an auxiliary contact. Default: the coil itself.</summary>
    public MetricReference? Feedback { get; set; }

    /// <summary>What tells whether the instrument works. Without it, it is switched off when <see cref="GraceSeconds"/> are over.</summary>
    public InterlockLoad? Load { get; set; }

    /// <summary>So long before the end of the last lease that touches the present one, it warns; 0 to 3600, default 300; 0: not.</summary>
    public int WarnSeconds { get; set; } = 300;

    /// <summary>After the end it waits at most so long for the instrument to fall idle, then cuts; 0 to 604800. Default: none, it waits however long. Required without <see cref="Load"/>.</summary>
    public int? GraceSeconds { get; set; }

    /// <summary>It is never switched off, only reported: furnaces, freezers, vacuum. The hub may say so too; either suffices.</summary>
    public bool NeverCut { get; set; }

    /// <summary>What happens when the hub has not renewed the table in time: <c>off</c> (default): it counts as empty, with warning, grace and all; <c>hold</c>: nothing changes; <c>on</c>: it is switched on.</summary>
    public string FailMode { get; set; } = "off";
}

/// <summary>A metric of this configuration.</summary>
public record MetricReference
{
    /// <summary>Device name.</summary>
    public string Device { get; set; } = "";

    /// <summary>Metric name.</summary>
    public string Metric { get; set; } = "";
}

/// <summary>The metric that tells whether an instrument works, usually its power.</summary>
public sealed record InterlockLoad : MetricReference
{
    /// <summary>Idle at or below this, in the metric's unit; required, finite.</summary>
    public double? IdleBelow { get; set; }

    /// <summary>Idle only once it was so for this long; 0 to 3600, default 60.</summary>
    public int IdleSeconds { get; set; } = 60;
}
