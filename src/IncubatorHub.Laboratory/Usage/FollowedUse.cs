using IncubatorHub.Laboratory.Usage.Rules;

namespace IncubatorHub.Laboratory.Usage;

/// <summary>One followed piece of equipment, in memory: where its detector stands, and what is not yet written of it.</summary>
internal sealed class FollowedUse(WatchedEquipment what, UsageState state, long beganMs)
{
    /// <summary>How long after the last late reading they are worked in together: a gateway's backlog comes in many messages.</summary>
    public const long ReviseAfterMs = 30_000;

    public WatchedEquipment What { get; set; } = what;

    /// <summary>The store's number; null while nothing was ever stored.</summary>
    public int? Series { get; set; }

    public UsageState State { get; set; } = state;

    /// <summary>Readings before it are not of this equipment; Unix ms.</summary>
    public long BeganMs { get; set; } = beganMs;

    /// <summary>Uses that ended and are not written yet.</summary>
    public List<UsageSpan> Ended { get; } = [];

    /// <summary>The earliest late reading that is not worked in yet; Unix ms.</summary>
    public long? ReviseFromMs { get; set; }

    /// <summary>When it is due; Unix ms, the hub's clock.</summary>
    public long ReviseAtMs { get; set; }

    /// <summary>What was just read from the store, bounds included: the feed brings it once more. Null: nothing.</summary>
    public (long FromMs, long ToMs)? Seen { get; set; }

    /// <summary>When it was last written; Unix ms, the hub's clock.</summary>
    public long SavedMs { get; set; }

    /// <summary>What people were last told.</summary>
    public (EquipmentActivity Activity, long SinceMs) Told { get; set; }

    /// <summary>Not followed any more: written once more, and forgotten.</summary>
    public bool IsLeft { get; set; }

    /// <summary>What it does now, by its readings alone.</summary>
    public (EquipmentActivity Activity, long SinceMs) Activity => State.Phase switch
    {
        UsagePhase.Unknown => (EquipmentActivity.Unknown, State.SinceMs),
        UsagePhase.Falling or UsagePhase.Rebound => (EquipmentActivity.Idle, State.RestMs),
        UsagePhase.InUse => (EquipmentActivity.Running, State.StartMs),
        _ => (EquipmentActivity.Idle, State.SinceMs),
    };

    /// <summary>Takes a reading of the live feed.</summary>
    public void Take(in UsagePoint point, long nowMs, UsageMeter meter)
    {
        if (point.TimeMs > State.LastMs)
        {
            State = UsageDetector.Take(State, What.Signature, point, Ended);
        }
        else if (point.TimeMs >= BeganMs && !(Seen is { } seen && point.TimeMs >= seen.FromMs && point.TimeMs <= seen.ToMs))
        {
            (ReviseFromMs, ReviseAtMs) = (Math.Min(point.TimeMs, ReviseFromMs ?? long.MaxValue), nowMs + ReviseAfterMs);
            meter.CameLate();
        }
    }

    /// <summary>Whether something changed that others wait for, or its last writing is too long ago.</summary>
    public bool IsDue(long nowMs, long progressMs, long checkpointMs) =>
        IsLeft || Ended.Count > 0 || Activity != Told || nowMs - SavedMs >= (State.Open is null ? checkpointMs : progressMs);
}
