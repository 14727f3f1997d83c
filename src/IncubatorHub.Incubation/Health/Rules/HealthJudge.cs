using System.Collections.Immutable;

namespace IncubatorHub.Incubation.Health.Rules;

/// <summary>Finds the reasons for worry in the facts, each with its numbers. Pure. The thresholds stand in docs/progress.md.</summary>
internal static class HealthJudge
{
    /// <summary>The span in which laboratory use is counted, days.</summary>
    public const int UseDays = 28;

    /// <summary>That in which sessions are counted, days.</summary>
    public const int SessionDays = 90;

    private const int GraveReportDays = 21, LateMilestoneDays = 14, GraveMilestoneDays = 60;
    private const int MissedSessions = 2, GraveMissedSessions = 3;
    private const int TermDays = 60;

    // Below so many hours in 28 days a company does not live by the laboratory, and a fall says nothing.
    private const double LeastLabHours = 8;
    private const double LabFall = 0.5;

    private const double PeopleFall = 0.2, GravePeopleFall = 0.5;
    private const long LeastPeopleLost = 2;

    private static readonly Func<HealthFacts, HealthFinding?>[] Rules = [ReportLate, LabUseFell, SessionsMissed, MilestoneLate, PeopleFell, TermEnds];

    /// <summary>Every reason, the grave ones first.</summary>
    public static ImmutableArray<HealthFinding> Judge(HealthFacts facts) => [.. Rules.Select(rule => rule(facts)).OfType<HealthFinding>().OrderByDescending(one => one.Weight)];

    /// <summary>The level that follows from the reasons.</summary>
    public static HealthLevel LevelOf(IReadOnlyCollection<HealthFinding> findings) => findings.Any(one => one.Weight is HealthWeight.Grave) || findings.Count > 1 ? HealthLevel.Help
        : findings.Count == 1 ? HealthLevel.Watch : HealthLevel.Well;

    private static HealthFinding? ReportLate(HealthFacts facts) => facts.ReportsLate == 0 ? null
        : new("health.report-late", Weight(facts.ReportDaysLate >= GraveReportDays), ("count", facts.ReportsLate), ("days", facts.ReportDaysLate));

    private static HealthFinding? LabUseFell(HealthFacts facts) => facts.LabHoursBefore < LeastLabHours || facts.LabHours >= facts.LabHoursBefore * LabFall ? null
        : new("health.lab-use-fell", Weight(facts.LabHours == 0), ("hours", Math.Round(facts.LabHours, 1)), ("before", Math.Round(facts.LabHoursBefore, 1)), ("days", UseDays));

    private static HealthFinding? SessionsMissed(HealthFacts facts) => facts.SessionsMissed < MissedSessions ? null
        : new("health.sessions-missed", Weight(facts.SessionsMissed >= GraveMissedSessions), ("missed", facts.SessionsMissed), ("of", facts.SessionsMissed + facts.SessionsHeld), ("days", SessionDays));

    private static HealthFinding? MilestoneLate(HealthFacts facts) => facts.MilestonesLate == 0 || facts.MilestoneDaysLate < LateMilestoneDays ? null
        : new("health.milestone-late", Weight(facts.MilestoneDaysLate >= GraveMilestoneDays), ("count", facts.MilestonesLate), ("days", facts.MilestoneDaysLate));

    private static HealthFinding? PeopleFell(HealthFacts facts)
    {
        if (facts is not { People: { } now, PeopleBefore: { } before } || before - now < LeastPeopleLost || before - now < before * PeopleFall)
            return null;
        return new("health.people-fell", Weight(before - now >= before * GravePeopleFall), ("people", now), ("before", before));
    }

    private static HealthFinding? TermEnds(HealthFacts facts) => facts.TermDaysLeft is not { } days || days > TermDays ? null
        : new("health.term-ends", HealthWeight.Light, ("days", days));

    private static HealthWeight Weight(bool isGrave) => isGrave ? HealthWeight.Grave : HealthWeight.Light;
}
