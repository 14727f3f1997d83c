using System.Text.Json.Nodes;
using IncubatorHub.Laboratory.Bookings;
using IncubatorHub.Platform.Authorisation;
using IncubatorHub.Platform.Persistence;
using IncubatorHub.Registry.Facilities;
using IncubatorHub.TestKit;
using Microsoft.EntityFrameworkCore;

namespace IncubatorHub.Laboratory.Tests.Policies;

public sealed class PolicyApiTests(HubFixture hubs) : IClassFixture<HubFixture>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static object Set(object rules, Guid? facility = null, string? classCode = null, Guid? equipment = null, Guid? zone = null) =>
        new { facilityId = facility, classCode, equipmentId = equipment, zoneId = zone, nameEn = "Rules", nameJa = "規則", rules, note = "Trial" };

    private static async Task<ApiAnswer> Balance(HttpClient manager, Guid facility, string asset = "B-1") =>
        await manager.Post("/equipment", new { facilityId = facility, assetNumber = asset, classCode = "balance", nameEn = "Balance", nameJa = "天びん" });

    [Theory, MemberData(nameof(DatabaseKinds.All), MemberType = typeof(DatabaseKinds))]
    public async Task A_fresh_hub_has_rules_for_the_programme(DatabaseProvider database)
    {
        var hub = await hubs.On(database);
        var officer = await hub.Given.Officer();
        var set = (await officer.Get("/policy-sets?programmeWide=true")).Items.Single(one => one!["scope"]!.GetValue<string>() == "programme")!;
        var detail = await officer.Get($"/policy-sets/{set["id"]!.GetValue<Guid>()}");
        detail["current"]!["rules"]!["gridMinutes"]!.GetValue<int>().ShouldBe(15);
        (await officer.Post("/policy-sets", Set(new { }))).Code.ShouldBe("policy.scope-taken");
    }

    [Theory, MemberData(nameof(DatabaseKinds.All), MemberType = typeof(DatabaseKinds))]
    public async Task Each_value_names_the_set_that_it_comes_from(DatabaseProvider database)
    {
        var hub = await hubs.On(database);
        var facility = await hub.Given.Facility();
        var manager = await hub.Given.ManagerOf(facility.Id);
        var balance = await Balance(manager, facility.Id);
        (await manager.Post("/policy-sets", Set(new { horizonDays = 7, maxMinutes = 120 }, facility.Id))).Status.ShouldBe(201);
        (await manager.Post("/policy-sets", Set(new { maxMinutes = 60 }, facility.Id, classCode: "balance"))).Status.ShouldBe(201);
        var own = await manager.Post("/policy-sets", Set(new { minMinutes = 20 }, facility.Id, equipment: balance.Id));

        var policy = await manager.Get($"/equipment/{balance.Id}/policy");
        (Value("horizonDays"), Value("maxMinutes"), Value("minMinutes"), Value("gridMinutes")).ShouldBe((7, 60, 20, 15));
        (Scope("horizonDays"), Scope("maxMinutes"), Scope("minMinutes"), Scope("gridMinutes")).ShouldBe(("facility", "classAtFacility", "equipment", "programme"));
        policy["versionIds"]!.AsArray().Count.ShouldBe(4);

        (await manager.Get($"/policy-sets/{own.Id}"))["inherited"]!["rules"]!["maxMinutes"]!.GetValue<int>().ShouldBe(60);
        (await manager.Act($"/policy-sets/{own.Id}/retire", own.Version)).Status.ShouldBe(204);
        policy = await manager.Get($"/equipment/{balance.Id}/policy");
        Scope("minMinutes").ShouldBe("programme");

        int Value(string name) => policy["rules"]![name]!.GetValue<int>();
        string Scope(string name) => policy["origins"]![name]!["scope"]!.GetValue<string>();
    }

    [Theory, MemberData(nameof(DatabaseKinds.All), MemberType = typeof(DatabaseKinds))]
    public async Task A_change_is_a_new_version_and_the_old_one_stays(DatabaseProvider database)
    {
        var hub = await hubs.On(database);
        var facility = await hub.Given.Facility();
        var manager = await hub.Given.ManagerOf(facility.Id);
        var balance = await Balance(manager, facility.Id);
        var made = await manager.Post("/policy-sets", Set(new { horizonDays = 7 }, facility.Id));
        (await manager.Act($"/policy-sets/{made.Id}/versions", null, new { rules = new { horizonDays = 8 } })).Code.ShouldBe("version.required");
        var second = await manager.Act($"/policy-sets/{made.Id}/versions", made.Version, new { rules = new { horizonDays = 8 }, note = "Longer" });
        second["latestNumber"]!.GetValue<int>().ShouldBe(2);
        (await manager.Act($"/policy-sets/{made.Id}/versions", made.Version, new { rules = new { horizonDays = 9 } })).Code.ShouldBe("version.stale");
        (await manager.Act($"/policy-sets/{made.Id}/versions", second.Version, new { rules = new { }, effectiveFrom = "2020-01-01T00:00:00Z" })).Code.ShouldBe("validation.failed");

        // One that is made for later does not apply yet.
        var later = await manager.Act($"/policy-sets/{made.Id}/versions", second.Version, new { rules = new { horizonDays = 9 }, effectiveFrom = DateTimeOffset.Parse("2099-01-01T00:00:00Z") });
        later.Code.ShouldBe("validation.failed");
        var now = hub.Services.GetService(typeof(TimeProvider)) as TimeProvider;
        (await manager.Act($"/policy-sets/{made.Id}/versions", second.Version, new { rules = new { horizonDays = 9 }, effectiveFrom = now!.GetUtcNow().AddDays(7) })).Status.ShouldBe(200);
        (await manager.Get($"/equipment/{balance.Id}/policy"))["rules"]!["horizonDays"]!.GetValue<int>().ShouldBe(8);
        var detail = await manager.Get($"/policy-sets/{made.Id}");
        (detail["current"]!["number"]!.GetValue<int>(), detail["latest"]!["number"]!.GetValue<int>()).ShouldBe((2, 3));

        var versions = (await manager.Get($"/policy-sets/{made.Id}/versions")).Body!.AsArray();
        versions.Select(one => (one!["number"]!.GetValue<int>(), one["rules"]!["horizonDays"]!.GetValue<int>(), one["note"]!.GetValue<string>()))
            .ShouldBe([(3, 9, ""), (2, 8, "Longer"), (1, 7, "Trial")]);
        (await manager.Put($"/policy-sets/{made.Id}", "*", new { nameEn = "House rules", nameJa = "館内規則" }))["nameEn"]!.GetValue<string>().ShouldBe("House rules");
    }

    [Theory, MemberData(nameof(DatabaseKinds.All), MemberType = typeof(DatabaseKinds))]
    public async Task Rules_for_everywhere_take_the_right_everywhere_and_rules_of_other_houses_are_not_there(DatabaseProvider database)
    {
        var hub = await hubs.On(database);
        var (here, there) = (await hub.Given.Facility(), await hub.Given.Facility());
        var (manager, stranger) = (await hub.Given.ManagerOf(here.Id), await hub.Given.ManagerOf(there.Id));
        var tenant = await hub.Given.TenantMemberOf((await hub.Given.Company(here)).Id);
        (await manager.Post("/policy-sets", Set(new { horizonDays = 7 }, classCode: "balance"))).Code.ShouldBe("auth.forbidden");
        (await tenant.Post("/policy-sets", Set(new { horizonDays = 7 }, here.Id))).Code.ShouldBe("auth.forbidden");
        var made = await manager.Post("/policy-sets", Set(new { horizonDays = 7 }, here.Id));
        (await tenant.Get($"/policy-sets/{made.Id}")).Status.ShouldBe(200);
        (await stranger.Get($"/policy-sets/{made.Id}")).Status.ShouldBe(404);
        (await stranger.Get($"/policy-sets/{made.Id}/versions")).Status.ShouldBe(404);
        (await stranger.Act($"/policy-sets/{made.Id}/preview", null, new { rules = new { } })).Status.ShouldBe(404);
        (await stranger.Get($"/policy-sets?facilityId={here.Id}")).Items.ShouldBeEmpty();
        var programme = (await manager.Get("/policy-sets?programmeWide=true")).Items.First(one => one!["scope"]!.GetValue<string>() == "programme")!;
        (await manager.Act($"/policy-sets/{programme["id"]}/versions", "*", new { rules = new { } })).Code.ShouldBe("auth.forbidden");
        var officer = await hub.Given.Officer();
        var wide = await officer.Post("/policy-sets", Set(new { horizonDays = 60 }, classCode: "autoclave"));
        wide.Status.ShouldBe(201);
    }

    [Theory]
    [InlineData("""{"horizonDays":-1}""", "rules.horizonDays")]
    [InlineData("""{"horizonDays":731}""", "rules.horizonDays")]
    [InlineData("""{"gridMinutes":7}""", "rules.gridMinutes")]
    [InlineData("""{"minMinutes":60,"maxMinutes":30}""", "rules.minMinutes")]
    [InlineData("""{"openHours":[]}""", "rules.openHours")]
    [InlineData("""{"openHours":[null]}""", "rules.openHours[0]")]
    [InlineData("""{"openHours":[{"days":["monday"],"from":"9:00","until":"18:00"}]}""", "rules.openHours[0].from")]
    [InlineData("""{"openHours":[{"days":[],"from":"09:00","until":"18:00"}]}""", "rules.openHours[0].days")]
    [InlineData("""{"dailyLimits":[{"holder":"person","scope":"item"}]}""", "rules.dailyLimits[0].count")]
    [InlineData("""{"noShowScoreLimit":2}""", "rules.noShowHalfLifeDays")]
    [InlineData("""{"noShowEffect":"shorterHorizon"}""", "rules.noShowHorizonDays")]
    [InlineData("""{"checkInAfterMinutes":30,"releaseAfterMinutes":29}""", "rules.releaseAfterMinutes")]
    [InlineData("""{"overridableRules":["booking.not-qualified"]}""", "rules.overridableRules")]
    public async Task A_wrong_value_is_named(string rules, string field)
    {
        var hub = await hubs.On(DatabaseProvider.Sqlite);
        var facility = await hub.Given.Facility();
        var answer = await (await hub.Given.ManagerOf(facility.Id)).Post("/policy-sets", Set(JsonNode.Parse(rules)!, facility.Id));
        answer.Code.ShouldBe("validation.failed");
        answer["errors"]!.AsObject().Select(one => one.Key).ShouldBe([field]);
    }

    [Theory, MemberData(nameof(DatabaseKinds.All), MemberType = typeof(DatabaseKinds))]
    public async Task A_facility_has_special_days(DatabaseProvider database)
    {
        var hub = await hubs.On(database);
        var facility = await hub.Given.Facility();
        var manager = await hub.Given.ManagerOf(facility.Id);
        var day = new { facilityId = facility.Id, date = "2026-12-29", isClosed = true, nameEn = "Year's end", nameJa = "年末" };
        var made = await manager.Post("/facility-days", day);
        made.Status.ShouldBe(201);
        (await manager.Post("/facility-days", day)).Code.ShouldBe("facility-day.taken");
        (await manager.Get($"/facility-days?facilityId={facility.Id}&firstDay=2026-12-29&lastDay=2026-12-29")).Items.Count.ShouldBe(1);
        (await manager.Get($"/facility-days?facilityId={facility.Id}&firstDay=2026-12-30")).Items.ShouldBeEmpty();
        (await manager.Act($"/facility-days/{made.Id}/retire", made.Version)).Status.ShouldBe(204);
        (await manager.Post("/facility-days", day)).Status.ShouldBe(201);
        var stranger = await hub.Given.ManagerOf((await hub.Given.Facility()).Id);
        (await stranger.Post("/facility-days", day)).Status.ShouldBe(404);
    }

    [Theory, MemberData(nameof(DatabaseKinds.All), MemberType = typeof(DatabaseKinds))]
    public async Task A_preview_says_what_other_rules_would_have_refused_and_given_free(DatabaseProvider database)
    {
        var hub = await hubs.On(database);
        var facility = await hub.Given.Facility();
        var company = await hub.Given.Company(facility);
        var person = await hub.Given.Person(Grant.InCompany(Role.TenantMember, company.Id));
        var manager = await hub.Given.ManagerOf(facility.Id);
        var balance = await Balance(manager, facility.Id);
        var set = await manager.Post("/policy-sets", Set(new { releaseAfterMinutes = 30 }, facility.Id));
        await AddPast(hub, facility, company.Id, person.Id, balance.Id);

        var preview = await manager.Act($"/policy-sets/{set.Id}/preview", null, new { rules = new { releaseAfterMinutes = 15, maxMinutes = 120, checkInAfterMinutes = 15 }, days = 30 });
        preview.Status.ShouldBe(200);
        (Number("replayed"), Number("refusedCount"), Number("wronglyReleased")).ShouldBe((3, 1, 1));
        preview["hoursRecovered"]!.GetValue<double>().ShouldBe(0.25);
        var refused = preview["refused"]!.AsArray().Single()!;
        refused["why"]![0]!["code"]!.GetValue<string>().ShouldBe("booking.too-long");
        refused["why"]![0]!["messageJa"]!.GetValue<string>().ShouldContain("120分");
        (await manager.Act($"/policy-sets/{set.Id}/preview", null, new { rules = new { }, days = 91 })).Code.ShouldBe("validation.failed");

        int Number(string name) => preview[name]!.GetValue<int>();
    }

    // Three days ago: three hours that were used, two whose holder came late, two for which nobody came.
    private static Task<int> AddPast(HubFactory hub, Facility facility, Guid company, Guid person, Guid equipment) => hub.WithRows(async db =>
    {
        var start = ((TimeProvider)hub.Services.GetService(typeof(TimeProvider))!).GetUtcNow().AddDays(-3);
        start = new DateTimeOffset(start.Year, start.Month, start.Day, 3, 0, 0, TimeSpan.Zero);
        db.AddRange(
            Past(start, hours: 3, BookingState.Completed, seen: start), Past(start.AddHours(4), hours: 2, BookingState.Completed, seen: start.AddHours(4).AddMinutes(20)),
            Past(start.AddHours(8), hours: 2, BookingState.ReleasedNoShow, seen: null));
        await db.SaveChangesAsync(Cancel);
        return await db.Set<Booking>().CountAsync(Cancel);

        Booking Past(DateTimeOffset from, int hours, BookingState state, DateTimeOffset? seen) => new()
        {
            FacilityId = facility.Id, EquipmentId = equipment, PersonId = person, BookedById = person, CompanyId = company, StartsAt = from, EndsAt = from.AddHours(hours),
            State = state, CheckedInAt = seen,
        };
    }, Cancel);

    [Fact]
    public void What_a_policy_may_name_as_overridable_is_what_the_judge_lets_be_overridden()
    {
        string[] never =
        [
            "booking.range", "booking.past", "booking.out-of-service", "booking.not-qualified", "booking.hold", "booking.no-access", "booking.overlap",
            "booking.utility-limited", "booking.outage-notice",
        ];
        var codes = typeof(Laboratory.Bookings.Rules.BookingJudge).Assembly.GetTypes().Where(type => type.Namespace == "IncubatorHub.Laboratory.Bookings.Rules")
            .SelectMany(type => type.GetFields()).Where(field => field.IsLiteral && field.FieldType == typeof(string))
            .Select(field => (string)field.GetRawConstantValue()!).Where(code => code.StartsWith("booking.", StringComparison.Ordinal));
        codes.Except(never).Order().ShouldBe(Laboratory.Policies.Overridable.All.Order());
    }
}
