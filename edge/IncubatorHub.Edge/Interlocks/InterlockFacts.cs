using IncubatorHub.Protocol;
using IncubatorHub.Protocol.Configuration;

namespace IncubatorHub.Edge.Interlocks;

/// <summary>Where an interlock stands. The names are stored.</summary>
internal enum InterlockPhase
{
    /// <summary>Never judged: nothing is known of it but what its switch says, which stays as it is.</summary>
    Unknown,
    Off,

    /// <summary>On, under a lease.</summary>
    On,

    /// <summary>On; the end was announced.</summary>
    Warned,

    /// <summary>On without a lease, until the instrument is idle.</summary>
    Grace,

    /// <summary>On without a lease, for good: its class is never cut.</summary>
    Kept,
}

/// <summary>What the instrument does, as far as it can be seen.</summary>
internal enum InterlockLoadState
{
    /// <summary>Nothing is configured that could tell.</summary>
    NotSensed,

    /// <summary>There is a metric, but no fresh value: it may be working.</summary>
    Unseen,
    Drawing,

    /// <summary>Idle for as long as the configuration asks.</summary>
    Idle,
}

/// <summary>All that the judgement rests on.</summary>
/// <param name="InPhase">By the steady clock: a stepped wall clock does not shorten it.</param>
/// <param name="NowMs">Wall clock, against which leases are held.</param>
/// <param name="IsClockTrusted">False while the wall clock may be wrong.</param>
/// <param name="Table">Null until the hub sent the first.</param>
/// <param name="IsSwitchOn">What the switch itself says; null when it cannot be read.</param>
internal sealed record InterlockFacts(
    InterlockPhase Phase, TimeSpan InPhase, long NowMs, bool IsClockTrusted, LeaseTable? Table, InterlockLoadState Load, bool? IsSwitchOn, InterlockConfiguration Rules);

/// <summary>What follows.</summary>
/// <param name="Phase">The next phase; the present one when nothing changes.</param>
/// <param name="Reason">Why, for the event.</param>
/// <param name="Lease">The lease that it is on by; null when by none.</param>
/// <param name="EndsMs">When it ends, with the leases that touch it.</param>
internal sealed record InterlockVerdict(InterlockPhase Phase, string Reason = "", Lease? Lease = null, long? EndsMs = null)
{
    /// <summary>Whether the switch is to be on; null: as it is.</summary>
    public static bool? OutputOf(InterlockPhase phase) => phase switch
    {
        InterlockPhase.Unknown => null,
        InterlockPhase.Off => false,
        _ => true,
    };
}
