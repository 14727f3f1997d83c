namespace IncubatorHub.Incubation.Mentoring.Rules;

/// <summary>What one side said.</summary>
internal readonly record struct SideSaid(SessionOutcome Outcome, int Minutes);

/// <summary>What counts of what the sides said: the mentor's side where it said something, else the company's. Different outcomes are a dispute. Pure.</summary>
internal static class SessionTruth
{
    /// <summary>At least one side said something.</summary>
    public static (SessionOutcome Outcome, int Minutes, bool IsDisputed) Of(SideSaid? mentor, SideSaid? company)
    {
        var counts = mentor ?? company ?? throw new ArgumentException("Nobody said anything.", nameof(mentor));
        return (counts.Outcome, counts.Outcome is SessionOutcome.Attended ? counts.Minutes : 0, mentor is { } one && company is { } other && one.Outcome != other.Outcome);
    }
}
