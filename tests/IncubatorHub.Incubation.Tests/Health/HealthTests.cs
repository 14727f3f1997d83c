using IncubatorHub.Incubation.Mentoring;
using IncubatorHub.Incubation.Progress.Milestones;
using IncubatorHub.Incubation.Progress.Reports;
using IncubatorHub.Incubation.Tests.Progress;
using IncubatorHub.Platform.Persistence;
using IncubatorHub.Registry.Tenancies;
using IncubatorHub.TestKit;
using Microsoft.EntityFrameworkCore;

namespace IncubatorHub.Incubation.Tests.Health;

public sealed class HealthTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(DatabaseKinds.All), MemberType = typeof(DatabaseKinds))]
    public async Task Whom_to_help_on_Monday_stands_first_with_the_reasons_and_their_numbers(DatabaseProvider database)
    {
        await using var here = await ProgressWorld.In(database);
        var (well, watched) = (await here.Hub.Given.Company(here.House), await here.Hub.Given.Company(here.House));
        await here.Open();
        foreach (var company in new[] { well, watched })
        {
            foreach (var report in (await here.Reports(ReportKind.Quarterly, company)).Concat(await here.Reports(ReportKind.Baseline, company)))
                (await here.AsManager.Act($"/reports/{report.Id}/submit", "*", ProgressWorld.Answers())).Status.ShouldBe(200);
        }

        var now = here.Time.GetUtcNow();
        await here.Hub.WithRows(async db =>
        {
            var offer = new MentoringOffer { FacilityId = here.House.Id, NameEn = "An hour", NameJa = "一時間", Lengths = ",60," };
            db.Add(offer);
            for (var n = 1; n <= 3; n++)
            {
                var session = new MentoringSession
                {
                    OfferId = offer.Id, FacilityId = here.House.Id, CompanyId = here.Firm.Id, PersonId = here.Ann.Id, AskedById = here.Ann.Id, StartsAt = now.AddDays(-n), EndsAt = now.AddDays(-n).AddHours(1),
                    Outcome = n == 1 ? SessionOutcome.Attended : SessionOutcome.TenantNoShow,
                };
                session.StandAs(SessionState.Concluded);
                db.Add(session);
            }

            db.Add(new Milestone { CompanyId = here.Firm.Id, FacilityId = here.House.Id, Title = "First order", DueOn = new DateOnly(2026, 10, 1), State = MilestoneState.Agreed, ProposedBy = MilestoneSide.Company });
            var tenancy = await db.Set<Tenancy>().SingleAsync(one => one.CompanyId == watched.Id, Cancel);
            tenancy.PlannedEndOn = new DateOnly(2027, 1, 3);
            return 0;
        }, Cancel);

        var list = (await here.AsManager.Get($"/facilities/{here.House.Id}/health")).Body!.AsArray();
        list.Select(one => (one!["companyId"]!.GetValue<Guid>(), one["level"]!.GetValue<string>())).ShouldBe([(here.Firm.Id, "help"), (watched.Id, "watch"), (well.Id, "well")]);
        list[0]!["reasons"]!.AsArray().Select(one => (one!["code"]!.GetValue<string>(), one["weight"]!.GetValue<string>())).ShouldBe([("health.sessions-missed", "light"), ("health.milestone-late", "light")]);
        list[0]!["reasons"]![1]!["values"]!["days"]!.GetValue<int>().ShouldBe(55);
        list[1]!["reasons"]![0]!["textEn"]!.GetValue<string>().ShouldBe("The tenancy ends in 39 days");

        // Its own reports are late three weeks after their day, and that weighs more.
        here.Go(2026, 12, 23);
        var mine = (await here.AsAnn.Get($"/companies/{here.Firm.Id}/health")).Body!.AsArray().ShouldHaveSingleItem()!;
        mine["reasons"]![0]!["code"]!.GetValue<string>().ShouldBe("health.report-late");
        (mine["numbers"]!["reportsLate"]!.GetValue<int>(), mine["numbers"]!["reportDaysLate"]!.GetValue<int>()).ShouldBe((2, 21));
        (await here.AsAnn.Get($"/companies/{well.Id}/health")).Status.ShouldBe(404);
        (await here.AsAnn.Get($"/facilities/{here.House.Id}/health")).Status.ShouldBe(403);
    }
}
