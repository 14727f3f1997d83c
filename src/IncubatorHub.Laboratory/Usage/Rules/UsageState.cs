namespace IncubatorHub.Laboratory.Usage.Rules;

/// <summary>
/// All that the detector remembers of one piece of equipment. Stored as it is: a detector that goes on from a stored state says the same as one that
/// never stopped.
/// </summary>
public readonly record struct UsageState
{
    public UsagePhase Phase { get; init; }

    /// <summary>Since when it is in use, idle or unknown, as people are told; Unix ms.</summary>
    public long SinceMs { get; init; }

    /// <summary>The last reading that was taken; 0 when none was.</summary>
    public long LastMs { get; init; }

    /// <summary>The last reading at work.</summary>
    public long LastOnMs { get; init; }

    /// <summary>Whether the last value was at work: between the thresholds it stays what it was.</summary>
    public bool IsOn { get; init; }

    /// <summary>Start of the open use, or of the one that may become it.</summary>
    public long StartMs { get; init; }

    /// <summary>Start of the rest that may end the open use.</summary>
    public long RestMs { get; init; }

    /// <summary>Start of the work that may take the open use up again.</summary>
    public long ReboundMs { get; init; }

    /// <summary>Readings were missing inside the open use.</summary>
    public bool HasGaps { get; init; }

    /// <summary>The last change, or the one that may follow, is told by late readings.</summary>
    public bool IsLate { get; init; }

    /// <summary>Of the open use, up to the rest that may end it.</summary>
    public ReadingSums Use { get; init; }

    /// <summary>Of what belongs to the use only if it goes on.</summary>
    public ReadingSums Pending { get; init; }

    /// <summary>The last reading of the open use, before its rest.</summary>
    public long LastUseMs { get; init; }

    /// <summary>The use that is open; null when none is.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public UsageSpan? Open => Phase.IsOpen ? new UsageSpan(StartMs, null, LastUseMs, Use.Mean, Use.Peak, HasGaps, IsLate) : null;

    /// <summary>Since when it has rested within the open use; null when it works, or none is open.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public long? RestingSinceMs => Phase is UsagePhase.Falling or UsagePhase.Rebound ? RestMs : null;
}
