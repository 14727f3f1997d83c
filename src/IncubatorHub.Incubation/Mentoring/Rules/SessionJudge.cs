using System.Collections.Immutable;

namespace IncubatorHub.Incubation.Mentoring.Rules;

/// <summary>Lets every rule look at the facts and returns all that they found: first what a session is, then who comes, then limits. Pure.</summary>
internal static class SessionJudge
{
    private static readonly Func<SessionFacts, IEnumerable<SessionFinding>>[] Rules =
        [MustHaveLength.Judge, MustBeAskedInTime.Judge, MustHaveHosts.Judge, MustHaveRoom.Judge, MustNotMeetTwice.Judge, MustKeepAllowance.Judge];

    /// <summary>Every reason to refuse it; empty: none.</summary>
    public static ImmutableArray<SessionFinding> Judge(SessionFacts facts) => [.. Rules.SelectMany(rule => rule(facts))];
}
