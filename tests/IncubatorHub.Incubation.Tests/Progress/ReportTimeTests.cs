using IncubatorHub.Incubation.Progress.Graduation;
using IncubatorHub.Incubation.Progress.Reports;
using IncubatorHub.Platform.Persistence;
using IncubatorHub.Registry.Tenancies;
using IncubatorHub.TestKit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using static IncubatorHub.Incubation.Tests.Progress.ProgressWorld;

namespace IncubatorHub.Incubation.Tests.Progress;

/// <summary>What is asked for because of time alone: once, also when the hub was down on that day.</summary>
public sealed class ReportTimeTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(DatabaseKinds.All), MemberType = typeof(DatabaseKinds))]
    public async Task Who_moved_in_tells_a_baseline_once_and_every_quarter_from_then_on(DatabaseProvider database)
    {
        await using var here = await In(database);
        await here.Open();
        await here.Open();
        var baseline = (await here.Reports(ReportKind.Baseline)).ShouldHaveSingleItem();
        (baseline.From, baseline.Until, baseline.DueOn).ShouldBe((new DateOnly(2026, 4, 1), new DateOnly(2026, 4, 1), new DateOnly(2026, 12, 2)));
        (await here.Reports(ReportKind.Quarterly)).ShouldHaveSingleItem().Until.ShouldBe(new DateOnly(2026, 9, 30));
        (await here.Mails(here.Ann.Email, "ご報告のお願い")).Count.ShouldBe(2);

        // Midnight in Japan, not in Greenwich.
        here.Go(2026, 12, 31, hour: 23);
        (await here.Open()).ShouldBe(0);
        here.Later(TimeSpan.FromHours(1));
        (await here.Open()).ShouldBe(1);
        (await here.Open()).ShouldBe(0);
        (await here.Reports(ReportKind.Quarterly))[^1].DueOn.ShouldBe(new DateOnly(2027, 1, 20));
    }

    [Theory, MemberData(nameof(DatabaseKinds.All), MemberType = typeof(DatabaseKinds))]
    public async Task A_company_with_two_rooms_is_asked_once_and_one_that_has_just_come_not_for_the_quarter_before(DatabaseProvider database)
    {
        await using var here = await In(database);
        var two = await here.Hub.Given.Company(here.House, here.House);
        var (late, later) = (await here.Hub.Given.Company(here.House), await here.Hub.Given.Company(here.House));
        await here.Hub.WithRows(async db =>
        {
            foreach (var tenancy in await db.Set<Tenancy>().Where(one => one.CompanyId == late.Id || one.CompanyId == later.Id).ToListAsync(Cancel))
                tenancy.StartsOn = new DateOnly(2026, 9, tenancy.CompanyId == late.Id ? 1 : 2);
            return 0;
        }, Cancel);
        await here.Open();
        (await here.Reports(ReportKind.Baseline, two)).Count.ShouldBe(1);
        (await here.Reports(ReportKind.Quarterly, two)).Count.ShouldBe(1);
        // 30 days of September are enough, 29 are not.
        (await here.Reports(ReportKind.Quarterly, late)).Count.ShouldBe(1);
        (await here.Reports(ReportKind.Quarterly, later)).ShouldBeEmpty();
    }

    [Theory, MemberData(nameof(DatabaseKinds.All), MemberType = typeof(DatabaseKinds))]
    public async Task Reminders_come_a_week_before_and_twice_after_once_each_and_stop_when_it_is_done(DatabaseProvider database)
    {
        await using var here = await In(database, new DateTimeOffset(2026, 10, 1, 9, 0, 0, TimeSpan.FromHours(9)));
        var neighbour = await here.Hub.Given.Company(here.House);
        var eve = await here.Hub.Given.Person(Platform.Authorisation.Grant.InCompany(Platform.Authorisation.Role.TenantAdmin, neighbour.Id));
        await here.Hub.WithRows(db => db.Set<Tenancy>().ExecuteUpdateAsync(set => set.SetProperty(one => one.StartsOn, new DateOnly(2026, 8, 1)), Cancel), Cancel);
        await here.Open();
        async Task<(int, int)> Sent(string part)
        {
            await here.Remind();
            await here.Remind();
            return ((await here.Mails(here.Ann.Email, part)).Count(one => one.Contains("四半期", StringComparison.Ordinal)), (await here.Mails(eve.Email, part)).Count(one => one.Contains("四半期", StringComparison.Ordinal)));
        }

        // Due on the 20th: the day ends at midnight to the 21st, a week before which is the 14th's midnight.
        here.Go(2026, 10, 13, hour: 23);
        (await Sent("1週間前")).ShouldBe((0, 0));
        here.Later(TimeSpan.FromHours(1));
        (await Sent("1週間前")).ShouldBe((1, 1));
        var mine = (await here.Reports(ReportKind.Quarterly)).Single();
        (await here.AsAnn.Act($"/reports/{mine.Id}/submit", "*", Answers())).Status.ShouldBe(200);
        here.Go(2026, 10, 24);
        (await Sent("期限超過")).ShouldBe((0, 1));
        here.Go(2026, 11, 20);
        (await Sent("期限超過")).ShouldBe((0, 2));
        (await Sent("1週間前")).ShouldBe((1, 1));
        (await here.AsManager.Get("/reports?late=true&kind=quarterly")).Items.ShouldHaveSingleItem()!["companyId"]!.GetValue<Guid>().ShouldBe(neighbour.Id);
        (await here.AsManager.Act($"/reports/{(await here.Reports(ReportKind.Quarterly, neighbour)).Single().Id}/waive", "*", new { reason = "Merged last week" })).Status.ShouldBe(200);
        (await here.AsManager.Get("/reports?late=true&kind=quarterly")).Items.ShouldBeEmpty();
    }

    [Theory, MemberData(nameof(DatabaseKinds.All), MemberType = typeof(DatabaseKinds))]
    public async Task What_is_sent_back_has_a_week_more_and_is_reminded_of_anew(DatabaseProvider database)
    {
        await using var here = await In(database, new DateTimeOffset(2026, 10, 1, 9, 0, 0, TimeSpan.FromHours(9)));
        await here.Open();
        here.Go(2026, 10, 24);
        await here.Remind();
        var id = (await here.Reports(ReportKind.Quarterly)).Single().Id;
        await here.AsAnnSubmits(id);
        here.Go(2026, 12, 1);
        (await here.AsManager.Act($"/reports/{id}/send-back", "*", new { remark = "Of the whole quarter" })).Status.ShouldBe(200);
        var back = (await here.AsManager.Get("/reports?kind=quarterly")).Items.Single()!;
        // It came late once, and is not late now.
        (back["dueOn"]!.GetValue<string>(), back["isLate"]!.GetValue<bool>(), back["wasLate"]!.GetValue<bool>()).ShouldBe(("2026-12-08", false, true));
        async Task<int> Late()
        {
            await here.Remind();
            return (await here.Mails(here.Ann.Email, "期限超過】")).Count(one => one.Contains("四半期", StringComparison.Ordinal));
        }

        here.Go(2026, 12, 11);
        (await Late()).ShouldBe(1);
        here.Go(2026, 12, 12);
        (await Late()).ShouldBe(2);
        (await here.Mails(here.Ann.Email, "1週間前")).ShouldBeEmpty();
    }

    [Theory, MemberData(nameof(DatabaseKinds.All), MemberType = typeof(DatabaseKinds))]
    public async Task A_pause_of_the_hub_is_made_up_by_one_mail(DatabaseProvider database)
    {
        await using var here = await In(database, new DateTimeOffset(2026, 10, 1, 9, 0, 0, TimeSpan.FromHours(9)));
        await here.Open();
        here.Go(2026, 12, 20);
        await here.Remind();
        (await here.Mails(here.Ann.Email, "四半期")).Count.ShouldBe(2, "the question, and one reminder for three that were due");
    }

    [Theory, MemberData(nameof(DatabaseKinds.All), MemberType = typeof(DatabaseKinds))]
    public async Task Who_left_is_asked_every_year_for_five_years_and_answers_by_the_link_alone(DatabaseProvider database)
    {
        await using var here = await In(database);
        await here.Left(new DateOnly(2026, 3, 31), contact: "founder@example.jp");
        for (var year = 2027; year <= 2033; year++)
        {
            here.Go(year, 3, 31);
            (await here.Open()).ShouldBe(0);
            here.Go(year, 4, 1);
            (await here.Open()).ShouldBe(year <= 2031 ? 1 : 0);
            (await here.Open()).ShouldBe(0);
        }

        var reports = await here.Reports(ReportKind.Alumni);
        reports.Select(report => report.Until.Year).ShouldBe([2027, 2028, 2029, 2030, 2031]);
        (await here.Mails("founder@example.jp", "年次報告")).Count.ShouldBe(5);

        here.Go(2031, 4, 2);
        var secret = here.Hub.Services.GetRequiredService<ReportLinks>().Make(reports[^1]);
        var runner = here.Hub.Services.GetRequiredService<Platform.UseCases.UseCaseRunner>();
        var nobody = Platform.Authorisation.Caller.Anonymous;
        (await runner.Run(new ReadReportLink.Request("forged"), nobody, idempotencyKey: null, Cancel)).Problem!.Code.ShouldBe("report.link-spent");
        (await runner.Run(new ReadReportLink.Request(secret), nobody, idempotencyKey: null, Cancel)).IsAnswer.ShouldBeTrue();
        var merged = new ReportAnswers { Status = BusinessStatus.Closed };
        (await runner.Run(new AnswerReportByLink.Request(secret, "Founder", merged), nobody, idempotencyKey: null, Cancel)).IsAnswer.ShouldBeTrue();
        (await runner.Run(new AnswerReportByLink.Request(secret, "Founder", merged), nobody, idempotencyKey: null, Cancel)).Problem!.Code.ShouldBe("report.link-spent");
        (await here.AsManager.Get($"/reports/{reports[^1].Id}"))["submitted"]![0]!["byName"]!.GetValue<string>().ShouldBe("Founder");
    }

    [Theory, MemberData(nameof(DatabaseKinds.All), MemberType = typeof(DatabaseKinds))]
    public async Task Who_failed_or_said_that_it_closed_is_asked_no_more(DatabaseProvider database)
    {
        await using var here = await In(database);
        await here.Left(new DateOnly(2026, 3, 31), contact: "founder@example.jp");
        here.Go(2027, 4, 1);
        await here.Open();
        var first = (await here.Reports(ReportKind.Alumni)).Single();
        (await here.AsManager.Act($"/reports/{first.Id}/submit", "*", new { status = "closed" })).Status.ShouldBe(200);
        here.Go(2028, 4, 1);
        (await here.Open()).ShouldBe(0);
        await here.Hub.WithRows(db => db.Set<CompanyExit>().ExecuteUpdateAsync(set => set.SetProperty(exit => exit.Kind, ExitKind.Failed).SetProperty(exit => exit.AlumniEndedAt, (DateTimeOffset?)null)
            .SetProperty(exit => exit.AlumniAsked, 0), Cancel), Cancel);
        (await here.Open()).ShouldBe(0);
    }
}
