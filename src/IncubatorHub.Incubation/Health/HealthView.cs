using IncubatorHub.Incubation.Health.Rules;

namespace IncubatorHub.Incubation.Health;

/// <summary>How a company fares at a facility.</summary>
/// <param name="Level">Follows from the reasons alone: a grave one or two light ones are <c>help</c>, one light one is <c>watch</c>.</param>
/// <param name="Reasons">Every reason for worry with its numbers, the grave ones first; empty: none is known.</param>
/// <param name="AsOf">UTC; when it was judged.</param>
public sealed record HealthView(
    Guid CompanyId, string CompanyNameEn, string CompanyNameJa, Guid FacilityId, HealthLevel Level, IReadOnlyList<HealthReason> Reasons, HealthNumbers Numbers, DateTimeOffset AsOf);

/// <summary>A reason for worry.</summary>
/// <param name="Code">Stable: <c>health.report-late</c>.</param>
/// <param name="Values">The numbers behind it.</param>
public sealed record HealthReason(string Code, HealthWeight Weight, string TextEn, string TextJa, IReadOnlyDictionary<string, object?> Values)
{
    internal static HealthReason Of(HealthFinding finding) =>
        new(finding.Code, finding.Weight, finding.Text("en"), finding.Text("ja"), finding.Values.ToDictionary(one => one.Name, one => one.Value));
}

/// <summary>The numbers that were judged, those that gave no reason too.</summary>
/// <param name="LabHours">In the last 28 days.</param>
/// <param name="LabHoursBefore">The mean of the three spans of 28 days before.</param>
/// <param name="SessionsHeld">In the last 90 days.</param>
/// <param name="SessionsMissed">By the company, in the last 90 days.</param>
/// <param name="People">By the last report; null: not told.</param>
/// <param name="TermDaysLeft">Until the tenancy ends as agreed; null: open, or past.</param>
public sealed record HealthNumbers(
    int ReportsLate, int ReportDaysLate, double LabHours, double LabHoursBefore, int SessionsHeld, int SessionsMissed, int MilestonesLate, int MilestoneDaysLate, long? People, long? PeopleBefore,
    int? TermDaysLeft)
{
    internal static HealthNumbers Of(HealthFacts facts) => new(
        facts.ReportsLate, facts.ReportDaysLate, Math.Round(facts.LabHours, 1), Math.Round(facts.LabHoursBefore, 1), facts.SessionsHeld, facts.SessionsMissed, facts.MilestonesLate,
        facts.MilestoneDaysLate, facts.People, facts.PeopleBefore, facts.TermDaysLeft);
}
