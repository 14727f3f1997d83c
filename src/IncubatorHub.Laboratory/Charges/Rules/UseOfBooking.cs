namespace IncubatorHub.Laboratory.Charges.Rules;

/// <summary>How a booking ended.</summary>
public enum UseOutcome
{
    /// <summary>Its time is over, used or not, or its holder finished early.</summary>
    Completed,

    /// <summary>Cancelled by the holder's side too late.</summary>
    LateCancelled,

    /// <summary>Nobody came.</summary>
    NoShow,

    /// <summary>Ended by those who run the facility while it ran: what was planned after <see cref="UseOfBooking.EndedAt"/> is not charged.</summary>
    CutShort,

    /// <summary>Cancelled by an outage: free.</summary>
    Outage,
}

/// <summary>What became of a booking. Buffers are not part of it: they are never charged.</summary>
/// <param name="StartsAt">As planned, UTC, included.</param>
/// <param name="EndsAt">As planned, UTC, excluded.</param>
/// <param name="Used">When the equipment was in use for it, in any order; null when nothing tells.</param>
/// <param name="Outcome">How it ended.</param>
public sealed record UseOfBooking(DateTimeOffset StartsAt, DateTimeOffset EndsAt, IReadOnlyList<Stretch>? Used, UseOutcome Outcome)
{
    /// <summary>UTC; when it was cut short. Null: at its planned end.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>Planned time that others booked after it was given back late: no fee for it.</summary>
    public IReadOnlyList<Stretch> TakenAgain { get; init; } = [];
}
