using IncubatorHub.Laboratory.Policies;

namespace IncubatorHub.Laboratory.Bookings.Rules;

/// <summary>
/// How reliable a person has been: a no-show adds 1 and a late cancellation 0.5, and each counts half after the half-life. Above the limit bookings
/// wait for approval or reach less far ahead; nobody is shut out.
/// </summary>
internal static class NoShowStanding
{
    public const string HorizonCode = "booking.horizon-no-shows";
    public const string ApprovalCode = "approval.no-shows";

    public static IEnumerable<Finding> Judge(BookingFacts facts)
    {
        if (facts.Policy is not { NoShowEffect: NoShowEffect.ShorterHorizon, NoShowHorizonDays: { } days } || !facts.Act.ChoosesStart || !IsAbove(facts, out var score))
            yield break;
        var latest = MustStartWithinHorizon.Last(facts, days);
        if (facts.Asked.From > latest)
        {
            yield return new Finding(HorizonCode, Right.ManageBookings,
                ("score", score), ("limit", facts.Policy.NoShowScoreLimit), ("horizonDays", days), ("latest", facts.Local(latest)));
        }
    }

    /// <summary>Without a stated effect it is approval.</summary>
    public static IEnumerable<Finding> Approve(BookingFacts facts)
    {
        if (facts.Policy.NoShowEffect is not NoShowEffect.ShorterHorizon && IsAbove(facts, out var score))
            yield return new Finding(ApprovalCode, null, ("score", score), ("limit", facts.Policy.NoShowScoreLimit));
    }

    /// <summary>The person's score now.</summary>
    public static double Score(BookingFacts facts, int halfLifeDays)
    {
        var score = 0.0;
        foreach (ref readonly var one in facts.Bookings.AsSpan())
        {
            var weight = one.State switch { BookingState.ReleasedNoShow => 1.0, BookingState.LateCancelled => 0.5, _ => 0.0 };
            if (weight > 0 && one.PersonId == facts.PersonId)
                score += weight * Math.Pow(0.5, Math.Max(0, (facts.Now - one.Range.From).TotalDays) / halfLifeDays);
        }

        return score;
    }

    private static bool IsAbove(BookingFacts facts, out double score)
    {
        score = 0;
        if (facts.Policy is not { NoShowScoreLimit: { } limit, NoShowHalfLifeDays: { } halfLife })
            return false;
        score = Score(facts, halfLife);
        return score > limit;
    }
}
