namespace IncubatorHub.Laboratory.Evidence.Rules;

/// <summary>Why a use is somebody's, or nobody's.</summary>
public enum AttributionReason
{
    /// <summary>It lies within the booking.</summary>
    Overlap,

    /// <summary>It began while the booking ran, or shortly before.</summary>
    BeganWithin,

    /// <summary>The holder had been seen: kiosk, phone, badge.</summary>
    CheckedIn,

    /// <summary>The holder's card was read at a door of the zone.</summary>
    CardAtDoor,

    /// <summary>The interlock let the instrument run for the holder.</summary>
    Lease,

    /// <summary>Nobody booked; one person's card was read at the door.</summary>
    OnlyOneAtDoor,

    /// <summary>Two bookings explain it as well as each other.</summary>
    Ambiguous,

    /// <summary>Nothing explains it.</summary>
    Unexplained,
}

/// <summary>A booking that may explain a use.</summary>
/// <param name="StartsAt">Planned start.</param>
/// <param name="EndsAt">Planned end; of one that overruns, or was over before, when it really ended.</param>
/// <param name="IsCheckedIn">The holder was seen by other means than this use.</param>
/// <param name="WasAtDoor">The holder's card was read at a door of the zone around the use.</param>
/// <param name="HadLease">The interlock ran for the holder.</param>
public readonly record struct Candidate(
    Guid BookingId, Guid PersonId, Guid CompanyId, DateTimeOffset StartsAt, DateTimeOffset EndsAt, bool IsCheckedIn, bool WasAtDoor, bool HadLease);

/// <summary>A use and what may explain it.</summary>
/// <param name="StartedAt">Its start.</param>
/// <param name="EndedAt">Its end, or the last that is known of it.</param>
/// <param name="Candidates">Bookings around it.</param>
/// <param name="AtDoor">People whose card was read at a door of the zone around its start.</param>
public sealed record AttributionFacts(DateTimeOffset StartedAt, DateTimeOffset EndedAt, IReadOnlyList<Candidate> Candidates, IReadOnlyList<Guid> AtDoor);

/// <summary>Whose use it was.</summary>
/// <param name="Booking">The booking; null: none.</param>
/// <param name="PersonId">Who; null: unknown.</param>
/// <param name="Confidence">0 to 100.</param>
/// <param name="Reasons">Why.</param>
public sealed record AttributionVerdict(Candidate? Booking, Guid? PersonId, int Confidence, IReadOnlyList<AttributionReason> Reasons);

/// <summary>
/// Scores bookings against a use. Points, of 100: up to 50 for the share of the use within the booking, 15 for a start within it, 15 for a check-in, 20 for the
/// holder's card at the door, 20 for a lease. Forty are needed, and ten more than the next holder's booking has.
/// </summary>
internal static class Attribution
{
    /// <summary>How early or late a use may lie beside its booking.</summary>
    public const int MarginMinutes = 15;

    /// <summary>Least points of an attribution.</summary>
    public const int LeastConfidence = 40;

    private const int LeastLead = 10;
    private const int OnlyOneAtDoorPoints = 40;

    /// <summary>Judges.</summary>
    public static AttributionVerdict Of(AttributionFacts facts)
    {
        var scored = facts.Candidates.Select(one => (Candidate: one, Score: Score(one, facts, out var reasons), Reasons: reasons))
            .OrderByDescending(one => one.Score).ThenBy(one => one.Candidate.StartsAt).ThenBy(one => one.Candidate.BookingId).ToList();
        if (scored is [{ Score: >= LeastConfidence } best, ..])
        {
            return scored.Count > 1 && scored[1].Score > best.Score - LeastLead && scored[1].Candidate.PersonId != best.Candidate.PersonId
                ? new AttributionVerdict(null, null, best.Score / 2, [.. best.Reasons, AttributionReason.Ambiguous])
                : new AttributionVerdict(best.Candidate, best.Candidate.PersonId, best.Score, best.Reasons);
        }

        return facts.AtDoor is [var only]
            ? new AttributionVerdict(null, only, OnlyOneAtDoorPoints, [AttributionReason.OnlyOneAtDoor])
            : new AttributionVerdict(null, null, 0, [AttributionReason.Unexplained]);
    }

    private static int Score(in Candidate one, AttributionFacts facts, out IReadOnlyList<AttributionReason> reasons)
    {
        var because = new List<AttributionReason>();
        var (from, until) = (one.StartsAt.AddMinutes(-MarginMinutes), one.EndsAt.AddMinutes(MarginMinutes));
        var shared = (facts.EndedAt < until ? facts.EndedAt : until) - (facts.StartedAt > from ? facts.StartedAt : from);
        var length = facts.EndedAt - facts.StartedAt;
        var began = facts.StartedAt >= from && facts.StartedAt < until;
        var share = length <= TimeSpan.Zero ? (began ? 1 : 0) : Math.Clamp(shared / length, 0, 1);
        var score = (int)Math.Round(50 * share);
        if (share > 0)
            because.Add(AttributionReason.Overlap);
        score += Points(began, 15, AttributionReason.BeganWithin) + Points(one.IsCheckedIn, 15, AttributionReason.CheckedIn)
            + Points(one.WasAtDoor, 20, AttributionReason.CardAtDoor) + Points(one.HadLease, 20, AttributionReason.Lease);
        reasons = because;
        // A holder who was there, but beside the use, explains nothing.
        return share > 0 ? Math.Min(100, score) : 0;

        int Points(bool holds, int points, AttributionReason reason)
        {
            if (!holds)
                return 0;
            because.Add(reason);
            return points;
        }
    }
}
