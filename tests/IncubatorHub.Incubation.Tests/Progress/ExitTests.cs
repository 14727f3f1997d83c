using System.Text.Json.Nodes;
using IncubatorHub.Incubation.Progress.Graduation;
using IncubatorHub.Incubation.Progress.Reports;
using IncubatorHub.Platform.Persistence;
using IncubatorHub.Registry.Facilities;
using IncubatorHub.Registry.Tenancies;
using IncubatorHub.TestKit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using static IncubatorHub.Incubation.Tests.Progress.ProgressWorld;

namespace IncubatorHub.Incubation.Tests.Progress;

public sealed class ExitTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(DatabaseKinds.All), MemberType = typeof(DatabaseKinds))]
    public async Task A_company_graduates_when_every_criterion_is_met_or_set_aside_with_a_reason(DatabaseProvider database)
    {
        await using var here = await In(database);
        await here.Hub.WithRows(async db =>
        {
            db.Add(new Tenancy { CompanyId = here.Firm.Id, FacilityId = here.House.Id, UnitId = await Unit(db, here.House), StartsOn = new DateOnly(2027, 1, 1) });
            return 0;
        }, Cancel);
        var manager = here.AsManager;
        var sales = await manager.Post("/graduation-criteria", Criterion(here, ("figure", "salesYen"), ("atLeast", 70_000_000), ("orFigure", "peopleFullTime"), ("orAtLeast", 6)));
        sales.Status.ShouldBe(201, sales.Body?.ToJsonString());
        var room = await manager.Post("/graduation-criteria", Criterion(here));
        (await manager.Post("/graduation-criteria", Criterion(here, ("roomType", "cleanRoom")))).Status.ShouldBe(201);
        var before = await here.AsAnn.Get($"/companies/{here.Firm.Id}/graduation");
        before["criteria"]!.AsArray().Count.ShouldBe(2, "the one for clean rooms is for others");

        await here.Open();
        var report = (await here.Reports(ReportKind.Quarterly)).Single();
        (await here.AsAnn.Act($"/reports/{report.Id}/submit", "*", Answers(sales: 20_000_000, people: 6))).Status.ShouldBe(200);
        var refused = await manager.Post("/exits", Exit(here, "graduated"));
        (refused.Status, refused.Code).ShouldBe((409, "exit.criteria-open"));
        refused["criteria"]!.AsArray().Select(one => one!.GetValue<Guid>()).ShouldBe([room.Id]);

        (await manager.Put("/graduation-checks", version: null, new { companyId = here.Firm.Id, criterionId = room.Id, result = "setAside" })).Code.ShouldBe("validation.failed");
        var ready = await manager.Put("/graduation-checks", version: null, new { companyId = here.Firm.Id, criterionId = room.Id, result = "setAside", evidence = "It stays in the same building" });
        (ready["isReady"]!.GetValue<bool>(), ready["figuresUntil"]!.GetValue<string>()).ShouldBe((true, "2026-09-30"));
        var standing = ready["criteria"]!.AsArray().ToDictionary(one => one!["criterion"]!["id"]!.GetValue<Guid>());
        (standing[sales.Id]!["result"]!.GetValue<string>(), standing[sales.Id]!["isByFigures"]!.GetValue<bool>(), standing[sales.Id]!["orFound"]!.GetValue<long>()).ShouldBe(("met", true, 6));
        (standing[room.Id]!["result"]!.GetValue<string>(), standing[room.Id]!["byName"]!.GetValue<string>()).ShouldBe(("setAside", here.Boss.DisplayName));

        var exit = await manager.Post("/exits", Exit(here, "graduated"));
        exit.Status.ShouldBe(201, exit.Body?.ToJsonString());
        (await here.Hub.WithRows(db => db.Set<Tenancy>().Where(one => one.CompanyId == here.Firm.Id).OrderBy(one => one.StartsOn).Select(one => one.State).ToListAsync(Cancel), Cancel))
            .ShouldBe([TenancyState.Ended, TenancyState.Cancelled]);
        (await manager.Post("/exits", Exit(here, "graduated"))).Code.ShouldBe("exit.not-in");
        // The company sees that it left, and not whom the house will ask.
        var mine = (await here.AsAnn.Get("/exits")).Items.ShouldHaveSingleItem()!;
        (mine["kind"]!.GetValue<string>(), mine["contact"]).ShouldBe(("graduated", null));
        (await manager.Get("/exits")).Items.Single()!["contact"]!["contactEmail"]!.GetValue<string>().ShouldBe("founder@example.jp");
    }

    [Theory, MemberData(nameof(DatabaseKinds.All), MemberType = typeof(DatabaseKinds))]
    public async Task Who_leaves_otherwise_needs_no_criterion_and_a_merger_counts_as_survival(DatabaseProvider database)
    {
        await using var here = await In(database);
        (await here.AsManager.Post("/graduation-criteria", Criterion(here))).Status.ShouldBe(201);
        (await here.AsManager.Post("/exits", Exit(here, "withdrawn", "2026-11-26"))).Code.ShouldBe("validation.failed");
        (await here.AsManager.Post("/exits", Exit(here, "withdrawn", "2026-03-31"))).Code.ShouldBe("validation.failed");
        (await here.AsManager.Post("/exits", Exit(here, "withdrawn"))).Status.ShouldBe(201);
        here.Go(2027, 11, 26);
        await here.Open();
        var asked = (await here.Reports(ReportKind.Alumni)).ShouldHaveSingleItem();
        (await here.AsAnn.Act($"/reports/{asked.Id}/submit", "*", Merged())).Status.ShouldBe(200);
        var left = (await here.AsManager.Get("/exits")).Items.Single()!;
        (left["status"]!.GetValue<string>(), left["yearsAsked"]!.GetValue<int>()).ShouldBe(("merged", 1));
    }

    [Theory, MemberData(nameof(DatabaseKinds.All), MemberType = typeof(DatabaseKinds))]
    public async Task Tenancies_that_were_ended_one_by_one_become_one_exit_a_week_later_and_a_move_none(DatabaseProvider database)
    {
        await using var here = await In(database);
        var mover = await here.Hub.Given.Company(here.House, here.House);
        var job = here.Hub.Services.GetRequiredService<NoteExits>();
        await here.Hub.WithRows(async db =>
        {
            db.Add(new Tenancy { CompanyId = here.Firm.Id, FacilityId = here.House.Id, UnitId = await Unit(db, here.House), StartsOn = new DateOnly(2026, 5, 1), State = TenancyState.Current });
            await db.SaveChangesAsync(Cancel);
            foreach (var tenancy in await db.Set<Tenancy>().Where(one => one.CompanyId == here.Firm.Id).ToListAsync(Cancel))
                (tenancy.State, tenancy.EndsOn, tenancy.ExitKind) = (TenancyState.Ended, new DateOnly(2026, 11, 25), ExitKind.Expired);
            var one = await db.Set<Tenancy>().FirstAsync(tenancy => tenancy.CompanyId == mover.Id, Cancel);
            (one.State, one.EndsOn, one.ExitKind) = (TenancyState.Ended, new DateOnly(2026, 11, 25), ExitKind.Relocated);
            return 0;
        }, Cancel);
        here.Go(2026, 12, 2);
        (await job.Note(Cancel)).ShouldBe(0);
        here.Go(2026, 12, 3, hour: 12);
        await job.Note(Cancel);
        (await job.Note(Cancel)).ShouldBe(0);
        var exit = (await here.AsManager.Get("/exits")).Items.ShouldHaveSingleItem()!;
        (exit["companyId"]!.GetValue<Guid>(), exit["kind"]!.GetValue<string>(), exit["exitedOn"]!.GetValue<string>()).ShouldBe((here.Firm.Id, "expired", "2026-11-25"));
    }

    [Theory, MemberData(nameof(DatabaseKinds.All), MemberType = typeof(DatabaseKinds))]
    public async Task A_key_is_out_once_and_a_stage_has_who_when_and_why(DatabaseProvider database)
    {
        await using var here = await In(database);
        var key = await here.AsManager.Post("/handed-items", new { companyId = here.Firm.Id, facilityId = here.House.Id, kind = "key", label = "A-17", givenTo = "Ann" });
        (key.Status, key["givenOn"]!.GetValue<string>()).ShouldBe((201, "2026-11-25"));
        (await here.AsManager.Post("/handed-items", new { companyId = here.Firm.Id, facilityId = here.House.Id, kind = "key", label = "A-17" })).Code.ShouldBe("handed-item.given-out");
        (await here.AsAnn.Get("/handed-items?out=true")).Items.Count.ShouldBe(1);
        (await here.AsManager.Act($"/handed-items/{key.Id}/take-back", key.Version, new { backOn = "2026-11-24" })).Code.ShouldBe("validation.failed");
        var back = await here.AsManager.Act($"/handed-items/{key.Id}/take-back", key.Version, new { backOn = "2026-11-25", note = "Bent" });
        (await here.AsManager.Act($"/handed-items/{key.Id}/take-back", back.Version, new { backOn = "2026-11-25" })).Code.ShouldBe("handed-item.back");
        (await here.AsManager.Post("/handed-items", new { companyId = here.Firm.Id, facilityId = here.House.Id, kind = "key", label = "A-17" })).Status.ShouldBe(201);

        (await here.AsManager.Post("/stages", Stage(here, "prototype", "2026-10-01"))).Status.ShouldBe(201);
        (await here.AsManager.Post("/stages", Stage(here, "prototype", "2026-11-01"))).Code.ShouldBe("stage.same");
        (await here.AsManager.Post("/stages", Stage(here, "growth", "2026-09-30"))).Code.ShouldBe("validation.failed");
        (await here.AsManager.Post("/stages", Stage(here, "growth", "2026-11-26"))).Code.ShouldBe("validation.failed");
        (await here.AsManager.Post("/stages", Stage(here, "idea", "2026-11-25"))).Status.ShouldBe(201);
        (await here.AsAnn.Post("/stages", Stage(here, "growth", "2026-11-25"))).Status.ShouldBe(403);
        (await here.AsAnn.Get("/stages")).Items.Select(one => (one!["stage"]!.GetValue<string>(), one["byName"]!.GetValue<string>())).ShouldBe([("idea", here.Boss.DisplayName), ("prototype", here.Boss.DisplayName)]);
    }

    [Theory, MemberData(nameof(DatabaseKinds.All), MemberType = typeof(DatabaseKinds))]
    public async Task A_renewal_begins_where_the_term_before_it_ends_and_never_on_anothers_promise(DatabaseProvider database)
    {
        await using var here = await In(database);
        var tenancy = (await here.AsManager.Get($"/tenancies?companyId={here.Firm.Id}")).Items.Single()!;
        var (id, unit) = (tenancy["id"]!.GetValue<Guid>(), tenancy["unitId"]!.GetValue<Guid>());
        var first = await here.AsManager.Act($"/tenancies/{id}/terms", tenancy["version"]!.GetValue<string>(), Term("2027-03-31", 55_000));
        (first.Status, first["from"]!.GetValue<string>(), first["rentYen"]!.GetValue<long>()).ShouldBe((200, "2026-04-01", 55_000));
        var second = await here.AsManager.Act($"/tenancies/{id}/terms", "*", Term("2028-03-31", 60_000));
        second["from"]!.GetValue<string>().ShouldBe("2027-04-01");
        (await here.AsManager.Act($"/tenancies/{id}/terms", "*", Term("2028-03-31", 60_000))).Code.ShouldBe("validation.failed");
        (await here.AsManager.Act($"/tenancies/{id}/terms", "*", Term("2029-03-31", -1))).Code.ShouldBe("validation.failed");
        (await here.AsManager.Get($"/tenancies/{id}"))["plannedEndOn"]!.GetValue<string>().ShouldBe("2028-03-31");
        (await here.AsAnn.Get($"/tenancies/{id}/terms")).Body!.AsArray().Count.ShouldBe(2);
        (await (await here.Hub.Given.TenantMemberOf(here.Firm.Id)).Get($"/tenancies/{id}/terms")).Status.ShouldBe(403);

        var next = await here.Hub.Given.Company();
        await here.Hub.WithRows(db => Task.FromResult(db.Add(new Tenancy { CompanyId = next.Id, FacilityId = here.House.Id, UnitId = unit, StartsOn = new DateOnly(2028, 4, 1) })), Cancel);
        (await here.AsManager.Act($"/tenancies/{id}/terms", "*", Term("2029-03-31", 60_000))).Code.ShouldBe("tenancy.unit-taken");
        (await here.AsManager.Get($"/tenancies/{id}"))["plannedEndOn"]!.GetValue<string>().ShouldBe("2028-03-31");
    }

    private static object Term(string until, long rent) => new { until, rentYen = rent, depositYen = rent * 3 };

    private static object Stage(ProgressWorld here, string stage, string since) => new { companyId = here.Firm.Id, facilityId = here.House.Id, stage, since, reason = "As we saw" };

    private static object Exit(ProgressWorld here, string kind, string on = "2026-11-25") => new
    {
        companyId = here.Firm.Id, facilityId = here.House.Id, exitedOn = on, kind, reason = "Outgrew the room", contactName = "Founder", contactEmail = "founder@example.jp",
    };

    private static JsonObject Merged()
    {
        var answers = Answers();
        (answers["status"], answers["successor"]) = ("merged", "Kobe Works");
        return answers;
    }

    private static JsonObject Criterion(ProgressWorld here, params (string Name, JsonNode Value)[] more)
    {
        var body = new JsonObject { ["facilityId"] = here.House.Id, ["textEn"] = "A room elsewhere", ["textJa"] = "移転先の確保" };
        foreach (var (name, value) in more)
            body[name] = value;
        return body;
    }

    private static async Task<Guid> Unit(HubDbContext db, Facility house)
    {
        var unit = new Unit { FacilityId = house.Id, Code = "second", NameEn = "Unit", NameJa = "区画", AreaSquareMetres = 20 };
        db.Add(unit);
        await db.SaveChangesAsync(Cancel);
        return unit.Id;
    }
}
