using IncubatorHub.Platform.Auditing;
using IncubatorHub.Platform.Authorisation;
using IncubatorHub.Platform.Persistence;
using IncubatorHub.TestKit;
using Microsoft.EntityFrameworkCore;

namespace IncubatorHub.Incubation.Tests.Mentors;

public sealed class MentorTests(MentoringHubs hubs) : IClassFixture<MentoringHubs>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static object Said(params object[] more) => new
    {
        headlineEn = "Thirty years of optics", headlineJa = "光学三十年", topics = new[] { "finance", "ip" }, languages = new[] { "ja", "en" }, facilityIds = more, capacityPerMonth = 4,
        meetingLink = "https://meet.example.jp/optics",
    };

    [Theory, MemberData(nameof(DatabaseKinds.All), MemberType = typeof(DatabaseKinds))]
    public async Task A_mentor_makes_the_own_profile_once_and_tenants_find_it_without_its_settings(DatabaseProvider database)
    {
        var world = await MentoringWorld.In(await hubs.On(database));
        var person = await world.Hub.Given.Person(Grant.Everywhere(Role.Mentor));
        var mentor = world.Hub.Given.SignedIn(person);
        var made = await mentor.Post("/mentors", Said(world.House.Id));
        made.Status.ShouldBe(201, made.Body?.ToJsonString());
        (await mentor.Post("/mentors", Said(world.House.Id))).Code.ShouldBe("mentor.exists");
        (await mentor.Get("/mentors?mine=true")).Items.Single()!["settings"]!["capacityPerMonth"]!.GetValue<int>().ShouldBe(4);

        var found = await world.AsAnn.Get($"/mentors?topic=ip&language=JA&facilityId={world.House.Id}&q={person.DisplayName}");
        var seen = found.Items.ShouldHaveSingleItem()!;
        (seen["id"]!.GetValue<Guid>(), seen["settings"], seen["isBookable"]!.GetValue<bool>()).ShouldBe((made.Id, null, true), found.Body!.ToJsonString());
        found.Body.ToJsonString().ShouldNotContain("meet.example.jp");
        (await world.AsAnn.Get($"/mentors?topic=legal&facilityId={world.House.Id}")).Items.ShouldBeEmpty();
        (await world.AsAnn.Put($"/mentors/{made.Id}", made.Version, Said())).Code.ShouldBe("auth.forbidden");
        (await world.AsAnn.Get($"/mentors/{made.Id}/availability")).Code.ShouldBe("auth.forbidden");

        var edited = await mentor.Put($"/mentors/{made.Id}", made.Version, new { topics = new[] { "nonsense" } });
        (edited.Status, edited.Code).ShouldBe((400, "validation.failed"));
        (await mentor.Put($"/mentors/{made.Id}", made.Version, new { topics = new[] { "ip" }, takesRequests = false })).Status.ShouldBe(200);
        (await mentor.Put($"/mentors/{made.Id}", made.Version, Said())).Code.ShouldBe("version.stale");
        (await world.AsAnn.Get($"/mentors/{made.Id}"))["isBookable"]!.GetValue<bool>().ShouldBeFalse();
    }

    [Theory, MemberData(nameof(DatabaseKinds.All), MemberType = typeof(DatabaseKinds))]
    public async Task A_manager_keeps_the_profiles_of_the_houses_mentors_and_of_no_others(DatabaseProvider database)
    {
        var world = await MentoringWorld.In(await hubs.On(database));
        var elsewhere = await world.Hub.Given.Facility();
        var stranger = world.Hub.Given.SignedIn(await world.Hub.Given.Person(Grant.AtFacility(Role.IncubationManager, elsewhere.Id)));
        var person = await world.Hub.Given.Person(Grant.Everywhere(Role.Mentor));

        (await world.Manager.Post("/mentors", new { accountId = person.Id })).Code.ShouldBe("validation.failed");
        (await world.Manager.Post("/mentors", new { accountId = world.Ann.Id, facilityIds = new[] { world.House.Id } })).Code.ShouldBe("mentor.no-mentor");
        var made = await world.Manager.Post("/mentors", new { accountId = person.Id, facilityIds = new[] { world.House.Id } });
        made.Status.ShouldBe(201, made.Body?.ToJsonString());

        (await stranger.Put($"/mentors/{made.Id}", made.Version, new { })).Code.ShouldBe("auth.forbidden");
        var own = world.Hub.Given.SignedIn(person);
        var both = await own.Put($"/mentors/{made.Id}", made.Version, new { facilityIds = new[] { world.House.Id, elsewhere.Id } });
        both["facilityIds"]!.AsArray().Count.ShouldBe(2, both.Body?.ToJsonString());
        // The manager of one house speaks of that house only.
        var left = await world.Manager.Put($"/mentors/{made.Id}", both.Version, new { headlineEn = "New" });
        (left.Status, left["facilityIds"]!.AsArray().Count).ShouldBe((200, 0), left.Body?.ToJsonString());
        (await own.Get($"/mentors/{made.Id}"))["facilityIds"]!.AsArray().Single()!.GetValue<Guid>().ShouldBe(elsewhere.Id);
        (await world.Manager.Put($"/mentors/{made.Id}", left.Version, new { headlineEn = "Newer" })).Code.ShouldBe("auth.forbidden");
    }

    [Theory, MemberData(nameof(DatabaseKinds.All), MemberType = typeof(DatabaseKinds))]
    public async Task An_excluded_company_sees_a_mentor_who_is_not_bookable_and_nothing_of_why(DatabaseProvider database)
    {
        var world = await MentoringWorld.In(await hubs.On(database));
        var (mentor, closed) = (await world.Mentor(), await world.Mentor(one => one.TakesRequests = false));
        var profile = await mentor.Client.Get($"/mentors/{mentor.Id}");
        (await mentor.Client.Put($"/mentors/{mentor.Id}/conflicts", profile.Version, new { companyIds = new[] { Guid.CreateVersion7() } })).Code.ShouldBe("validation.failed");
        var done = await mentor.Client.Put($"/mentors/{mentor.Id}/conflicts", profile.Version, new { companyIds = new[] { world.Firm.Id } });
        done["settings"]!["conflictCompanyIds"]!.AsArray().Single()!.GetValue<Guid>().ShouldBe(world.Firm.Id, done.Body?.ToJsonString());
        (await world.Manager.Get($"/mentors/{mentor.Id}"))["settings"]!["conflictCompanyIds"]!.AsArray().Count.ShouldBe(1);

        var (seen, alike) = (await world.AsAnn.Get($"/mentors/{mentor.Id}"), await world.AsAnn.Get($"/mentors/{closed.Id}"));
        seen["isBookable"]!.GetValue<bool>().ShouldBeFalse();
        seen.Body!.AsObject().Select(one => one.Key).ShouldBe(alike.Body!.AsObject().Select(one => one.Key));
        seen.Body.ToJsonString().ShouldNotContain(world.Firm.Id.ToString());
        (await world.AsEve.Get($"/mentors/{mentor.Id}"))["isBookable"]!.GetValue<bool>().ShouldBeTrue();

        var trail = await world.Hub.WithRows(db => db.Set<AuditEntry>().Where(entry => entry.SubjectId == mentor.Id).Select(entry => entry.Changes).ToListAsync(Cancel), Cancel);
        trail.ShouldNotBeEmpty();
        trail.ShouldAllBe(changes => !changes.Contains($"{world.Firm.Id:N}") && !changes.Contains($"{world.Firm.Id}"));
    }

    [Theory, MemberData(nameof(DatabaseKinds.All), MemberType = typeof(DatabaseKinds))]
    public async Task Hours_are_said_by_the_week_and_by_date(DatabaseProvider database)
    {
        var world = await MentoringWorld.In(await hubs.On(database));
        var mentor = await world.Mentor();
        var before = await mentor.Client.Get($"/mentors/{mentor.Id}/availability");
        object Hours(string zone, string until) => new
        {
            timeZone = zone,
            weeklyHours = new[] { new { days = new[] { "monday", "friday" }, from = "22:00", until } },
            specialDays = new[] { new { date = "2026-12-24", hours = Array.Empty<object>() }, new { date = "2020-01-01", hours = Array.Empty<object>() } },
        };
        (await mentor.Client.Put($"/mentors/{mentor.Id}/availability", before.Version, Hours("Mars/Olympus", "02:00"))).Code.ShouldBe("validation.failed");
        (await mentor.Client.Put($"/mentors/{mentor.Id}/availability", before.Version, Hours("Europe/Berlin", "2:00"))).Code.ShouldBe("validation.failed");
        var said = await mentor.Client.Put($"/mentors/{mentor.Id}/availability", before.Version, Hours("Europe/Berlin", "02:00"));
        said.Status.ShouldBe(200, said.Body?.ToJsonString());
        var now = await world.Manager.Get($"/mentors/{mentor.Id}/availability");
        (now["timeZone"]!.GetValue<string>(), now["weeklyHours"]![0]!["until"]!.GetValue<string>()).ShouldBe(("Europe/Berlin", "02:00"));
        now["specialDays"]!.AsArray().Single()!["date"]!.GetValue<string>().ShouldBe("2026-12-24");
    }

    [Theory, MemberData(nameof(DatabaseKinds.All), MemberType = typeof(DatabaseKinds))]
    public async Task The_programme_keeps_the_topics(DatabaseProvider database)
    {
        var hub = await hubs.On(database);
        var (officer, member) = (await hub.Given.Officer(), await hub.Given.TenantMemberOf((await hub.Given.Company(await hub.Given.Facility())).Id));
        var code = $"topic-{Guid.CreateVersion7():N}"[..30];
        (await member.Post("/mentoring-topics", new { code, nameEn = "Optics", nameJa = "光学" })).Code.ShouldBe("auth.forbidden");
        var made = await officer.Post("/mentoring-topics", new { code, nameEn = "Optics", nameJa = "光学" });
        made.Status.ShouldBe(201);
        (await officer.Post("/mentoring-topics", new { code, nameEn = "Optics", nameJa = "光学" })).Code.ShouldBe("mentoring-topic.code-taken");
        (await member.Get("/mentoring-topics?limit=200")).Items.Select(one => one!["code"]!.GetValue<string>()).ShouldContain(code);
        var renamed = await officer.Put($"/mentoring-topics/{made.Id}", made.Version, new { nameEn = "Optics and lasers", nameJa = "光学・レーザー" });
        (await officer.Act($"/mentoring-topics/{made.Id}/retire", renamed.Version)).Status.ShouldBe(204);
        (await member.Get("/mentoring-topics?limit=200")).Items.Select(one => one!["code"]!.GetValue<string>()).ShouldNotContain(code);
    }

    [Theory, MemberData(nameof(DatabaseKinds.All), MemberType = typeof(DatabaseKinds))]
    public async Task A_mentor_finds_the_company_to_exclude_by_its_name_and_sees_no_more_of_it(DatabaseProvider database)
    {
        var world = await MentoringWorld.In(await hubs.On(database));
        var (mentor, other) = (await world.Mentor(), await world.Mentor());
        var found = await mentor.Client.Get($"/mentors/{mentor.Id}/companies?q={Uri.EscapeDataString(world.Firm.NameEn)}");
        var one = found.Body!.AsArray().First(name => name!["companyId"]!.GetValue<Guid>() == world.Firm.Id)!.AsObject();
        one.Select(pair => pair.Key).ShouldBe(["companyId", "nameEn", "nameJa"], ignoreOrder: true);
        (await mentor.Client.Get($"/mentors/{mentor.Id}/companies?q=x")).Code.ShouldBe("validation.failed");
        (await other.Client.Get($"/mentors/{mentor.Id}/companies?q=xx")).Code.ShouldBe("auth.forbidden");
        (await world.AsAnn.Get($"/mentors/{mentor.Id}/companies?q=xx")).Code.ShouldBe("auth.forbidden");
        (await mentor.Client.Get($"/mentors/{mentor.Id}/companies")).Body!.AsArray().ShouldBeEmpty();
        var profile = await mentor.Client.Get($"/mentors/{mentor.Id}");
        (await mentor.Client.Put($"/mentors/{mentor.Id}/conflicts", profile.Version, new { companyIds = new[] { world.Firm.Id } })).Status.ShouldBe(200);
        (await mentor.Client.Get($"/mentors/{mentor.Id}/companies")).Body!.AsArray().ShouldHaveSingleItem()!["companyId"]!.GetValue<Guid>().ShouldBe(world.Firm.Id);
    }
}
