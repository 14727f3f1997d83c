using IncubatorHub.Incubation.Progress.Reports;
using IncubatorHub.Platform.Persistence;
using IncubatorHub.TestKit;
using static IncubatorHub.Incubation.Tests.Progress.ProgressWorld;

namespace IncubatorHub.Incubation.Tests.Progress;

public sealed class ReportTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(DatabaseKinds.All), MemberType = typeof(DatabaseKinds))]
    public async Task A_report_is_drafted_submitted_sent_back_and_corrected_and_every_version_stays(DatabaseProvider database)
    {
        await using var here = await In(database);
        await here.Open();
        var id = (await here.Reports(ReportKind.Quarterly)).ShouldHaveSingleItem().Id;
        var (ann, manager) = (here.AsAnn, here.AsManager);
        var asked = await ann.Get($"/reports/{id}");
        (asked["report"]!["state"]!.GetValue<string>(), asked["isPrefilled"]!.GetValue<bool>()).ShouldBe(("asked", true));

        var draft = await ann.Put($"/reports/{id}", asked.Version, new { figures = new[] { Said("salesYen", 9_000_000) } });
        draft["report"]!["state"]!.GetValue<string>().ShouldBe("draft");
        Value(draft["answers"], "salesYen").ShouldBe(9_000_000);
        var early = await ann.Act($"/reports/{id}/submit", draft.Version, new { figures = new[] { Said("salesYen", 9_000_000) } });
        (early.Status, early.Code).ShouldBe((409, "report.incomplete"));
        early["missing"]!.AsArray().Select(one => one!.GetValue<string>()).ShouldBe(["figures.peopleFullTime", "figures.peoplePartTime", "address"]);

        var first = await ann.Act($"/reports/{id}/submit", draft.Version, Answers());
        first.Status.ShouldBe(200, first.Body?.ToJsonString());
        (await ann.Put($"/reports/{id}", first.Version, Answers(1))).Code.ShouldBe("report.wrong-state");
        (await ann.Act($"/reports/{id}/submit", first.Version, Answers())).Code.ShouldBe("report.unchanged");

        var back = await manager.Act($"/reports/{id}/send-back", first.Version, new { remark = "Sales of the whole quarter, please" });
        (back.Status, back["report"]!["state"]!.GetValue<string>(), back["report"]!["remark"]!.GetValue<string>()).ShouldBe((200, "sentBack", "Sales of the whole quarter, please"));
        (await here.Mails(here.Ann.Email, "修正")).Count.ShouldBe(1);

        var second = await ann.Act($"/reports/{id}/submit", back.Version, Answers(sales: 21_000_000));
        var submitted = second["submitted"]!.AsArray();
        submitted.Select(one => (one!["number"]!.GetValue<int>(), Value(one["answers"], "salesYen"))).ShouldBe([(2, 21_000_000), (1, 12_000_000)]);
        submitted[0]!["byName"]!.GetValue<string>().ShouldBe(here.Ann.DisplayName);
    }

    [Theory, MemberData(nameof(DatabaseKinds.All), MemberType = typeof(DatabaseKinds))]
    public async Task The_next_quarter_begins_with_the_answers_of_the_last_and_says_what_differs(DatabaseProvider database)
    {
        await using var here = await In(database);
        await here.Open();
        var first = (await here.Reports(ReportKind.Quarterly)).Single();
        var sheet = await here.AsAnn.Get($"/reports/{first.Id}");
        (await here.AsAnn.Act($"/reports/{first.Id}/submit", sheet.Version, Answers(12_000_000, 4, ("grantYen", 5_000_000), ("patentsHeld", 2), ("interns", null)))).Status.ShouldBe(200);

        here.Go(2027, 1, 2);
        await here.Open();
        var second = (await here.Reports(ReportKind.Quarterly))[^1];
        (second.From, second.Until).ShouldBe((new DateOnly(2026, 10, 1), new DateOnly(2026, 12, 31)));
        var begun = await here.AsAnn.Get($"/reports/{second.Id}");
        begun["isPrefilled"]!.GetValue<bool>().ShouldBeTrue();
        (Value(begun["answers"], "salesYen"), Value(begun["answers"], "grantYen"), Value(begun["answers"], "patentsHeld"), Value(begun["before"], "grantYen")).ShouldBe((12_000_000, 0, 2, 5_000_000));
        begun["beforeUntil"]!.GetValue<string>().ShouldBe("2026-09-30");

        var said = await here.AsAnn.Act($"/reports/{second.Id}/submit", begun.Version, Answers(120_000_000, 4, ("grantYen", 0), ("patentsHeld", 2), ("interns", null)));
        said["differences"]!.AsArray().Select(one => (one!["figure"]!.GetValue<string>(), one["isJump"]!.GetValue<bool>())).ShouldBe([("salesYen", true), ("grantYen", true)]);
    }

    [Theory, MemberData(nameof(DatabaseKinds.All), MemberType = typeof(DatabaseKinds))]
    public async Task A_company_sees_its_own_reports_and_a_house_those_that_it_asks_for(DatabaseProvider database)
    {
        await using var here = await In(database);
        var other = await here.Hub.Given.Facility();
        var neighbour = await here.Hub.Given.Company(here.House);
        var elsewhere = await here.Hub.Given.Company(other);
        await here.Open();
        var theirs = (await here.Reports(ReportKind.Quarterly, neighbour)).Single();
        (await here.AsAnn.Get("/reports?kind=quarterly")).Items.Count.ShouldBe(1);
        (await here.AsManager.Get("/reports?kind=quarterly")).Items.Count.ShouldBe(2);
        (await here.AsAnn.Get($"/reports/{theirs.Id}")).Status.ShouldBe(404);
        (await (await here.Hub.Given.ManagerOf(other.Id)).Get($"/reports/{theirs.Id}")).Status.ShouldBe(404);
        (await (await here.Hub.Given.TenantMemberOf(here.Firm.Id)).Get("/reports")).Status.ShouldBe(403);
        (await (await here.Hub.Given.Mentor()).Get("/reports")).Status.ShouldBe(403);
        (await (await here.Hub.Given.Auditor()).Get("/reports?kind=quarterly")).Items.Count.ShouldBe(3);
        // A company may say nothing about itself in the manager's place, and the other way round may.
        (await here.AsAnn.Act($"/reports/{(await here.Reports(ReportKind.Quarterly)).Single().Id}/send-back", "*", new { remark = "x" })).Status.ShouldBe(403);
        var byManager = await here.AsManager.Act($"/reports/{theirs.Id}/submit", "*", Answers());
        byManager["submitted"]![0]!["byName"]!.GetValue<string>().ShouldBe(here.Boss.DisplayName);
        (await here.Reports(ReportKind.Quarterly, elsewhere)).Single().State.ShouldBe(ReportState.Asked);
    }

    [Theory, MemberData(nameof(DatabaseKinds.All), MemberType = typeof(DatabaseKinds))]
    public async Task Two_who_submit_at_once_do_not_overwrite_each_other(DatabaseProvider database)
    {
        await using var here = await In(database);
        await here.Open();
        var id = (await here.Reports(ReportKind.Quarterly)).Single().Id;
        var seen = (await here.AsAnn.Get($"/reports/{id}")).Version;
        var both = await Task.WhenAll(here.AsAnn.Act($"/reports/{id}/submit", seen, Answers(1)), here.AsManager.Act($"/reports/{id}/submit", seen, Answers(2)));
        both.Select(one => one.Status).Order().ShouldBe([200, 412]);
        (await here.AsAnn.Get($"/reports/{id}"))["submitted"]!.AsArray().Count.ShouldBe(1);
    }

    [Theory, MemberData(nameof(DatabaseKinds.All), MemberType = typeof(DatabaseKinds))]
    public async Task What_was_submitted_goes_out_as_csv_with_source_and_confidence(DatabaseProvider database)
    {
        await using var here = await In(database);
        await here.Open();
        var id = (await here.Reports(ReportKind.Quarterly)).Single().Id;
        var first = await here.AsAnn.Act($"/reports/{id}/submit", "*", Answers(1));
        await here.AsAnn.Act($"/reports/{id}/submit", first.Version, new { address = "=HYPERLINK(1)", figures = new[] { Said("peopleFullTime", 7), Said("peoplePartTime", 0), Said("salesYen", 2, "estimate", "rough") } });
        using var answer = await here.AsManager.GetAsync("/api/v1/exports/reports", Cancel);
        var lines = (await answer.Content.ReadAsStringAsync(Cancel)).TrimStart('\uFEFF').Split('\n', StringSplitOptions.RemoveEmptyEntries);
        lines.Length.ShouldBe(2);
        var row = lines[0].TrimEnd('\r').Split(',').Zip(lines[1].TrimEnd('\r').Split(',')).ToDictionary(one => one.First, one => one.Second);
        (row["company"], row["version"], row["peopleFullTime"], row["salesYen"], row["salesYenSource"], row["salesYenConfidence"], row["debtYen"])
            .ShouldBe((here.Firm.Code, "2", "7", "2", "estimate", "rough", ""));
        row["address"].Trim('"').ShouldStartWith("'=");
    }

    [Fact]
    public async Task A_figure_below_nothing_or_said_twice_is_refused()
    {
        await using var here = await In(DatabaseProvider.Sqlite);
        await here.Open();
        var id = (await here.Reports(ReportKind.Quarterly)).Single().Id;
        (await here.AsAnn.Put($"/reports/{id}", "*", new { figures = new[] { Said("salesYen", -1) } })).Code.ShouldBe("validation.failed");
        (await here.AsAnn.Put($"/reports/{id}", "*", new { figures = new[] { Said("salesYen", FigureAnswer.MaxValue) } })).Status.ShouldBe(200);
        (await here.AsAnn.Put($"/reports/{id}", "*", new { figures = new[] { Said("salesYen", FigureAnswer.MaxValue + 1) } })).Code.ShouldBe("validation.failed");
        (await here.AsAnn.Put($"/reports/{id}", "*", new { figures = new[] { Said("salesYen", 1), Said("salesYen", 2) } })).Code.ShouldBe("validation.failed");
        (await here.AsAnn.Put($"/reports/{id}", "*", new { prefectureCode = "48" })).Code.ShouldBe("validation.failed");
        (await here.AsAnn.Put($"/reports/{id}", version: null, Answers())).Status.ShouldBe(428);
    }
}
