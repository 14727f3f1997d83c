using IncubatorHub.Incubation.Progress.Milestones;
using IncubatorHub.Platform.Persistence;
using IncubatorHub.TestKit;
using static IncubatorHub.Incubation.Tests.Progress.ProgressWorld;

namespace IncubatorHub.Incubation.Tests.Progress;

public sealed class MilestoneTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(DatabaseKinds.All), MemberType = typeof(DatabaseKinds))]
    public async Task A_milestone_stands_when_the_other_side_agrees_and_its_history_says_who_and_when(DatabaseProvider database)
    {
        await using var here = await In(database);
        var made = await here.AsAnn.Post("/milestones", Wish(here));
        (made.Status, made["state"]!.GetValue<string>(), made["awaitsMe"]!.GetValue<bool>()).ShouldBe((201, "proposed", false));
        (await here.AsAnn.Act($"/milestones/{made.Id}/agree", made.Version)).Code.ShouldBe("milestone.own-proposal");
        (await here.AsManager.Get("/milestones")).Items.Single()!["awaitsMe"]!.GetValue<bool>().ShouldBeTrue();
        // The manager wants it sooner: that is a proposal again, now to the company.
        var sooner = await here.AsManager.Put($"/milestones/{made.Id}", made.Version, new { title = "First order", dueOn = "2026-12-20" });
        (await here.AsManager.Act($"/milestones/{made.Id}/agree", sooner.Version)).Code.ShouldBe("milestone.own-proposal");
        var agreed = await here.AsAnn.Act($"/milestones/{made.Id}/agree", sooner.Version);
        agreed["state"]!.GetValue<string>().ShouldBe("agreed");

        (await here.AsAnn.Act($"/milestones/{made.Id}/end", agreed.Version, new { state = "achieved" })).Code.ShouldBe("milestone.no-evidence");
        (await here.AsAnn.Act($"/milestones/{made.Id}/end", agreed.Version, new { state = "achieved", link = "javascript:alert(1)" })).Code.ShouldBe("validation.failed");
        var done = await here.AsAnn.Act($"/milestones/{made.Id}/end", agreed.Version, new { state = "achieved", note = "Order of Kobe Works", link = "https://example.jp/order.pdf" });
        (done.Status, done["evidence"]!.GetValue<string>()).ShouldBe((200, "Order of Kobe Works"));
        done["history"]!.AsArray().Select(one => (one!["state"]!.GetValue<string>(), one["byName"]!.GetValue<string>(), one["dueOn"]!.GetValue<string>())).ShouldBe(
        [
            ("achieved", here.Ann.DisplayName, "2026-12-20"), ("agreed", here.Ann.DisplayName, "2026-12-20"), ("proposed", here.Boss.DisplayName, "2026-12-20"),
            ("proposed", here.Ann.DisplayName, "2026-12-31"),
        ]);
    }

    [Theory, MemberData(nameof(DatabaseKinds.All), MemberType = typeof(DatabaseKinds))]
    public async Task Missed_and_dropped_is_said_by_the_house_with_a_reason_and_may_be_taken_back(DatabaseProvider database)
    {
        await using var here = await In(database);
        var made = await here.AsManager.Post("/milestones", Wish(here));
        var agreed = await here.AsAnn.Act($"/milestones/{made.Id}/agree", made.Version);
        (await here.AsManager.Get("/milestones")).Items.Single()!["isLate"]!.GetValue<bool>().ShouldBeFalse();
        here.Go(2026, 12, 31, hour: 23);
        (await here.AsManager.Get("/milestones")).Items.Single()!["isLate"]!.GetValue<bool>().ShouldBeFalse();
        here.Later(TimeSpan.FromHours(1));
        (await here.AsManager.Get("/milestones")).Items.Single()!["isLate"]!.GetValue<bool>().ShouldBeTrue();

        (await here.AsAnn.Act($"/milestones/{made.Id}/end", agreed.Version, new { state = "missed", note = "No order" })).Status.ShouldBe(403);
        (await here.AsManager.Act($"/milestones/{made.Id}/end", agreed.Version, new { state = "missed" })).Code.ShouldBe("milestone.no-reason");
        var missed = await here.AsManager.Act($"/milestones/{made.Id}/end", agreed.Version, new { state = "missed", note = "No order" });
        missed["endedAt"].ShouldNotBeNull();
        (await here.AsManager.Act($"/milestones/{made.Id}/end", missed.Version, new { state = "dropped", note = "x" })).Code.ShouldBe("milestone.wrong-state");
        var again = await here.AsManager.Act($"/milestones/{made.Id}/end", missed.Version, new { state = "agreed", note = "The order came late" });
        (again["state"]!.GetValue<string>(), again["endedAt"]).ShouldBe(("agreed", null));
    }

    [Fact]
    public async Task A_company_has_as_many_open_milestones_as_it_may_and_none_where_it_is_not()
    {
        await using var here = await In(DatabaseProvider.Sqlite);
        await here.Hub.WithRows(db =>
        {
            db.AddRange(Enumerable.Range(0, Milestone.MaxOpen - 1).Select(n => new Milestone
            {
                CompanyId = here.Firm.Id, FacilityId = here.House.Id, Title = $"{n}", DueOn = new DateOnly(2026, 12, 1), ProposedBy = MilestoneSide.Company,
            }));
            return Task.FromResult(0);
        }, Cancel);
        (await here.AsAnn.Post("/milestones", Wish(here))).Status.ShouldBe(201);
        (await here.AsAnn.Post("/milestones", Wish(here))).Code.ShouldBe("milestone.too-many");
        var other = await here.Hub.Given.Facility();
        (await (await here.Hub.Given.Officer()).Post("/milestones", new { companyId = here.Firm.Id, facilityId = other.Id, title = "x", dueOn = "2026-12-31" })).Code.ShouldBe("progress.not-there");
    }

    private static object Wish(ProgressWorld here) => new { companyId = here.Firm.Id, facilityId = here.House.Id, title = "First order", description = "A signed order", dueOn = "2026-12-31" };
}
