using System.Text.Json.Nodes;
using IncubatorHub.Incubation.Mentoring;
using IncubatorHub.Incubation.Tests.Mentors;
using IncubatorHub.Platform.Authorisation;
using IncubatorHub.Platform.Persistence;
using IncubatorHub.TestKit;
using Microsoft.EntityFrameworkCore;
using static IncubatorHub.Incubation.Tests.Mentors.MentoringWorld;

namespace IncubatorHub.Incubation.Tests.Mentoring;

public sealed class SessionTests(MentoringHubs hubs) : IClassFixture<MentoringHubs>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static string Text(ApiAnswer answer, string name) => answer[name]!.GetValue<string>();

    [Theory, MemberData(nameof(DatabaseKinds.All), MemberType = typeof(DatabaseKinds))]
    public async Task A_tenant_asks_a_mentor_accepts_and_nobody_else_sees_it(DatabaseProvider database)
    {
        await using var here = await SessionWorld.In(hubs, database);
        var (mentor, other) = (await here.World.Mentor(one => one.MeetingLink = "https://meet.example.jp/a"), await here.World.Mentor());
        var offer = await here.Offer();
        var asked = await here.World.AsAnn.Post("/mentoring-sessions", SessionWorld.Wish(offer, mentor, At(10, day: 1)));
        (asked.Status, Text(asked, "state"), Text(asked, "meetingLink")).ShouldBe((201, "requested", ""), asked.Body?.ToJsonString());
        asked["acceptUntil"]!.GetValue<DateTimeOffset>().ShouldBe(At(9, day: 1));

        // The mentor sees no company, and of this one its name.
        var seen = await mentor.Client.Get($"/mentoring-sessions/{asked.Id}");
        (Text(seen, "side"), Text(seen, "companyNameEn"), Text(seen, "purpose")).ShouldBe(("mentor", here.World.Firm.NameEn, "Our first round"));
        (await other.Client.Get($"/mentoring-sessions/{asked.Id}")).Code.ShouldBe("not-found");
        (await here.World.AsEve.Get($"/mentoring-sessions/{asked.Id}")).Code.ShouldBe("not-found");
        (await other.Client.Get("/mentoring-sessions")).Items.ShouldBeEmpty();
        (await here.World.AsEve.Get("/mentoring-sessions")).Items.ShouldBeEmpty();
        (await here.World.AsBob.Get("/mentoring-sessions")).Items.Count.ShouldBe(1);
        (await here.World.AsBob.Get("/mentoring-sessions?mine=true")).Items.ShouldBeEmpty();

        (await here.World.AsAnn.Act($"/mentoring-sessions/{asked.Id}/accept", asked.Version)).Code.ShouldBe("auth.forbidden");
        (await other.Client.Act($"/mentoring-sessions/{asked.Id}/accept", asked.Version)).Code.ShouldBe("not-found");
        var agreed = await mentor.Client.Act($"/mentoring-sessions/{asked.Id}/accept", asked.Version);
        (Text(agreed, "state"), Text(agreed, "meetingLink")).ShouldBe(("confirmed", "https://meet.example.jp/a"));
        Text(await here.World.AsAnn.Get($"/mentoring-sessions/{asked.Id}"), "meetingLink").ShouldBe("https://meet.example.jp/a");
        (await mentor.Client.Act($"/mentoring-sessions/{asked.Id}/decline", agreed.Version)).Code.ShouldBe("session.wrong-state");
        await here.Settled();
        (await here.Mails(mentor.Account, "申し込み")).Count.ShouldBe(1);
        (await here.Mails(here.World.Ann, "確定")).Count.ShouldBe(1);
    }

    [Theory, MemberData(nameof(DatabaseKinds.All), MemberType = typeof(DatabaseKinds))]
    public async Task A_taken_time_is_refused_with_others_and_a_closed_and_an_excluding_mentor_look_alike(DatabaseProvider database)
    {
        await using var here = await SessionWorld.In(hubs, database);
        var (mentor, closed, excluding) = (await here.World.Mentor(), await here.World.Mentor(one => one.TakesRequests = false), await here.World.Mentor(one => one.Conflicts = $",{here.World.Firm.Id:N},"));
        var offer = await here.Offer(one => one.NeedsAcceptance = false);
        await here.Agreed(offer, mentor, At(10, day: 1));
        var refused = await here.World.AsEve.Post("/mentoring-sessions", SessionWorld.Wish(offer, mentor, At(10, 30, day: 1)));
        (refused.Status, refused.Code).ShouldBe((409, "session.host-busy"), refused.Body?.ToJsonString());
        var next = refused["alternatives"]!.AsArray();
        next[0]!["startsAt"]!.GetValue<DateTimeOffset>().ShouldBe(At(11, day: 1));
        next.ShouldAllBe(one => one!["mentorIds"]![0]!.GetValue<Guid>() == mentor.Id);

        // Busy at that time as well, which must not show either.
        static string Said(ApiAnswer answer, Mentor of)
        {
            var body = answer.Body!.DeepClone().AsObject();
            body.Remove("traceId");
            return body.ToJsonString().Replace(of.Id.ToString(), "", StringComparison.Ordinal);
        }

        var (one, two) = (await here.World.AsAnn.Post("/mentoring-sessions", SessionWorld.Wish(offer, closed, At(3, day: 1))), await here.World.AsAnn.Post("/mentoring-sessions", SessionWorld.Wish(offer, excluding, At(3, day: 1))));
        one.Code.ShouldBe("session.mentor-unavailable");
        Said(two, excluding).ShouldBe(Said(one, closed));
        (await here.World.AsEve.Post("/mentoring-sessions", SessionWorld.Wish(offer, excluding, At(10, day: 1)))).Status.ShouldBe(201);
        (await here.World.AsAnn.Post("/mentoring-sessions", new { offerId = offer.Id, mentorId = Guid.CreateVersion7(), startsAt = At(10, day: 1), lengthMinutes = 60 })).Code.ShouldBe("not-found");
        foreach (var hidden in new[] { closed, excluding })
        {
            var slots = await here.World.AsAnn.Get($"/mentoring-offers/{offer.Id}/slots?mentorId={hidden.Id}");
            (slots.Status, slots.Body!.AsArray().Count).ShouldBe((200, 0), slots.Body?.ToJsonString());
        }
    }

    [Theory, MemberData(nameof(DatabaseKinds.All), MemberType = typeof(DatabaseKinds))]
    public async Task The_database_refuses_an_overlap_whatever_the_code_does(DatabaseProvider database)
    {
        await using var here = await SessionWorld.In(hubs, database);
        var mentor = await here.World.Mentor();
        var offer = await here.Offer(one => one.NeedsAcceptance = false);
        var made = await here.Agreed(offer, mentor, At(10, day: 1));
        async Task Add(DateTimeOffset from) => await here.Hub.WithRows(async db =>
        {
            var first = await db.MentoringSessions.AsNoTracking().SingleAsync(one => one.Id == made.Id, Cancel);
            var second = new MentoringSession
            {
                OfferId = first.OfferId, FacilityId = first.FacilityId, CompanyId = first.CompanyId, PersonId = first.PersonId, AskedById = first.AskedById, StartsAt = from, EndsAt = from.AddHours(1),
            };
            (second.State, second.AcceptUntil) = (SessionState.Requested, from);
            db.Add(second);
            db.Add(new HostOccupancy { SessionId = second.Id, MentorId = mentor.Id, From = from, Until = from.AddHours(1), StartsAt = from });
            return 0;
        }, Cancel);
        (await Should.ThrowAsync<DbUpdateException>(() => Add(At(10, 59, day: 1)))).InnerException!.Message.ShouldContain("HostOccupancies_NoOverlap");
        await Add(At(11, day: 1));
    }

    [Theory, MemberData(nameof(DatabaseKinds.All), MemberType = typeof(DatabaseKinds))]
    public async Task Of_many_who_want_one_hour_exactly_one_gets_it(DatabaseProvider database)
    {
        await using var here = await SessionWorld.In(hubs, database);
        var mentor = await here.World.Mentor();
        var offer = await here.Offer();
        var people = new List<HttpClient>();
        for (var index = 0; index < 12; index++)
            people.Add(here.Hub.Given.SignedIn(await here.Hub.Given.Person(Grant.InCompany(Role.TenantMember, index % 2 == 0 ? here.World.Firm.Id : here.World.Neighbour.Id))));
        var answers = await Task.WhenAll(people.Select((client, index) => client.Post("/mentoring-sessions", SessionWorld.Wish(offer, mentor, At(10, index * 5, day: 1)))));
        answers.Count(one => one.Status == 201).ShouldBe(1, string.Join('\n', answers.Select(one => $"{one.Status} {one.Code}").Distinct()));
        answers.Where(one => one.Status != 201).ShouldAllBe(one => one.Code == "session.host-busy");
    }

    [Theory, MemberData(nameof(DatabaseKinds.All), MemberType = typeof(DatabaseKinds))]
    public async Task A_mentors_month_and_a_companys_minutes_are_limits_over_all_offers(DatabaseProvider database)
    {
        await using var here = await SessionWorld.In(hubs, database);
        var (mentor, other) = (await here.World.Mentor(one => one.CapacityPerMonth = 1), await here.World.Mentor());
        var (offer, second) = (await here.Offer(), await here.Offer());
        var asked = await here.World.AsAnn.Post("/mentoring-sessions", SessionWorld.Wish(offer, mentor, At(10, day: 1)));
        (await here.World.AsEve.Post("/mentoring-sessions", SessionWorld.Wish(second, mentor, At(14, day: 2)))).Code.ShouldBe("session.mentor-full");
        (await here.World.AsEve.Post("/mentoring-sessions", SessionWorld.Wish(second, mentor, At(14, day: 7)))).Status.ShouldBe(201);

        (await here.World.AsAnn.Get("/mentoring-allowances")).Code.ShouldBe("auth.forbidden");
        (await here.World.Manager.Put("/mentoring-allowances", null, new { facilityId = here.World.House.Id, minutesPerMonth = 60 })).Status.ShouldBe(200);
        var refused = await here.World.AsAnn.Post("/mentoring-sessions", SessionWorld.Wish(second, other, At(14, day: 2), 30));
        (refused.Code, refused["violations"]![0]!["values"]!["usedMinutes"]!.GetValue<int>()).ShouldBe(("session.allowance", 60), refused.Body?.ToJsonString());
        (await here.World.Manager.Put("/mentoring-allowances", null, new { facilityId = here.World.House.Id, companyId = here.World.Firm.Id, minutesPerMonth = 90 })).Status.ShouldBe(200);
        (await here.World.AsAnn.Post("/mentoring-sessions", SessionWorld.Wish(second, other, At(14, day: 2), 60))).Code.ShouldBe("session.allowance");
        // What is given back counts no more.
        (await here.World.AsAnn.Act($"/mentoring-sessions/{asked.Id}/cancel", asked.Version, new { text = "Not now" })).Status.ShouldBe(200);
        (await here.World.AsAnn.Post("/mentoring-sessions", SessionWorld.Wish(second, other, At(14, day: 2), 60))).Status.ShouldBe(201);
        // Ann herself is at one session at a time.
        var twice = await here.World.AsAnn.Post("/mentoring-sessions", SessionWorld.Wish(second, mentor, At(14, 30, day: 2), 30));
        twice.Code.ShouldBe("session.attendee-busy");
    }

    [Theory, MemberData(nameof(DatabaseKinds.All), MemberType = typeof(DatabaseKinds))]
    public async Task Either_side_moves_and_cancels_and_time_is_free_again(DatabaseProvider database)
    {
        await using var here = await SessionWorld.In(hubs, database);
        var mentor = await here.World.Mentor();
        var offer = await here.Offer();
        var agreed = await here.Agreed(offer, mentor, At(10, day: 1));
        // By half an hour, into its own time.
        var moved = await here.World.AsBob.Act($"/mentoring-sessions/{agreed.Id}/move", agreed.Version, new { startsAt = At(10, 30, day: 1), reason = "The train" });
        (moved.Status, Text(moved, "state"), moved["replacesId"]!.GetValue<Guid>()).ShouldBe((200, "requested", agreed.Id), moved.Body?.ToJsonString());
        var old = await here.World.AsAnn.Get($"/mentoring-sessions/{agreed.Id}");
        (Text(old, "state"), Text(old, "endedBySide"), Text(old, "endReason"), old["supersededById"]!.GetValue<Guid>()).ShouldBe(("superseded", "company", "The train", moved.Id));
        var back = await mentor.Client.Act($"/mentoring-sessions/{moved.Id}/move", moved.Version, new { startsAt = At(15, day: 1) });
        (Text(back, "state"), back["startsAt"]!.GetValue<DateTimeOffset>()).ShouldBe(("confirmed", At(15, day: 1)), back.Body?.ToJsonString());
        (await mentor.Client.Act($"/mentoring-sessions/{back.Id}/move", back.Version, new { startsAt = At(20, day: 1) })).Code.ShouldBe("session.host-busy");

        (await here.World.AsEve.Act($"/mentoring-sessions/{back.Id}/cancel", back.Version)).Code.ShouldBe("not-found");
        var off = await mentor.Client.Act($"/mentoring-sessions/{back.Id}/cancel", back.Version, new { text = "Ill" });
        (Text(off, "state"), Text(off, "endedBySide"), Text(off, "endReason")).ShouldBe(("cancelled", "mentor", "Ill"));
        (await here.World.AsEve.Post("/mentoring-sessions", SessionWorld.Wish(offer, mentor, At(15, day: 1)))).Status.ShouldBe(201);
        await here.Settled();
        (await here.Mails(here.World.Ann, "中止")).Count.ShouldBe(1);
    }

    [Theory, MemberData(nameof(DatabaseKinds.All), MemberType = typeof(DatabaseKinds))]
    public async Task A_pool_sends_whose_turn_it_is_and_all_of_a_panel_come(DatabaseProvider database)
    {
        await using var here = await SessionWorld.In(hubs, database);
        var (one, two) = (await here.World.Mentor(), await here.World.Mentor(mentor => mentor.WeeklyHours = """[{"days":[0,1,2,3,4,5,6],"from":"13:00","until":"15:00"}]"""));
        var pool = await here.Offer(offer => (offer.Hosts, offer.NeedsAcceptance) = (HostRule.RoundRobin, false), one, two);
        var panel = await here.Offer(offer => (offer.Hosts, offer.NeedsAcceptance) = (HostRule.Collective, false), one, two);
        async Task<Guid[]> Hosts(MentoringOffer offer, HttpClient client, DateTimeOffset at)
        {
            var made = await client.Post("/mentoring-sessions", SessionWorld.Wish(offer, null, at));
            made.Status.ShouldBe(201, made.Body?.ToJsonString());
            return [.. made["mentors"]!.AsArray().Select(host => host!["mentorId"]!.GetValue<Guid>()).Order()];
        }

        // The second mentor is there in the afternoon only.
        (await Hosts(pool, here.World.AsAnn, At(10, day: 1))).ShouldBe([one.Id]);
        (await Hosts(pool, here.World.AsAnn, At(13, day: 1))).ShouldBe([two.Id]);
        (await here.World.AsAnn.Post("/mentoring-sessions", SessionWorld.Wish(panel, null, At(10, day: 2)))).Code.ShouldBe("session.host-busy");
        (await Hosts(panel, here.World.AsEve, At(14, day: 1))).ShouldBe(new[] { one.Id, two.Id }.Order());
        (await here.World.AsEve.Get($"/mentoring-offers/{panel.Id}/slots")).Body![0]!["mentorIds"]!.AsArray().Count.ShouldBe(2);
        (await here.World.AsEve.Post("/mentoring-sessions", SessionWorld.Wish(pool, null, At(18, day: 1)))).Code.ShouldBe("session.host-busy");
    }

    [Theory, MemberData(nameof(DatabaseKinds.All), MemberType = typeof(DatabaseKinds))]
    public async Task The_next_time_of_any_mentor_who_fits_comes_with_its_reasons(DatabaseProvider database)
    {
        await using var here = await SessionWorld.In(hubs, database);
        var finance = await here.World.Mentor();
        var lawyer = await here.World.Mentor(one => (one.Topics, one.Languages) = (",legal,", ",en,"));
        var offer = await here.Offer(null, finance, lawyer);
        await here.Agreed(offer, finance, At(10, day: 0).AddHours(1));
        var found = await here.World.AsEve.Get($"/mentoring-offers/{offer.Id}/slots?topics=legal&language=EN&order=best");
        found.Status.ShouldBe(200, found.Body?.ToJsonString());
        var slots = found.Body!.AsArray();
        slots.Count.ShouldBe(2);
        (slots[0]!["mentorIds"]![0]!.GetValue<Guid>(), slots[0]!["startsAt"]!.GetValue<DateTimeOffset>()).ShouldBe((lawyer.Id, At(10)));
        slots[0]!["reasons"]!.AsArray().Select(one => one!["code"]!.GetValue<string>()).ShouldBe(["fit.topic", "fit.language", "fit.load"]);
        slots[1]!["startsAt"]!.GetValue<DateTimeOffset>().ShouldBe(At(10));
        // One of them has an hour from eleven on: the shortest session fits before it, an hour does too.
        var long60 = (await here.World.AsEve.Get($"/mentoring-offers/{offer.Id}/slots?mentorId={finance.Id}&lengthMinutes=60&each=2")).Body!.AsArray();
        long60.Select(one => one!["startsAt"]!.GetValue<DateTimeOffset>()).ShouldBe([At(10), At(12)]);
        (await here.World.AsEve.Post("/mentoring-sessions", SessionWorld.Wish(offer, lawyer, long60[0]!["startsAt"]!.GetValue<DateTimeOffset>()))).Status.ShouldBe(201);
    }

    [Theory, MemberData(nameof(DatabaseKinds.All), MemberType = typeof(DatabaseKinds))]
    public async Task A_facilitys_offer_is_for_its_house_and_those_who_run_it_keep_it(DatabaseProvider database)
    {
        await using var here = await SessionWorld.In(hubs, database);
        var mentor = await here.World.Mentor();
        object Fields(Guid? facility, params Guid[] mentors) => new
        {
            facilityId = facility, nameEn = "Patents", nameJa = "特許", lengthsMinutes = new[] { 45 }, hosts = "fixed", mentors = mentors.Select(id => new { mentorId = id, weight = 1 }),
        };
        (await here.World.Manager.Post("/mentoring-offers", Fields(null))).Code.ShouldBe("auth.forbidden");
        (await here.World.AsAnn.Post("/mentoring-offers", Fields(here.World.House.Id))).Code.ShouldBe("auth.forbidden");
        var made = await here.World.Manager.Post("/mentoring-offers", Fields(here.World.House.Id, mentor.Id));
        made.Status.ShouldBe(201, made.Body?.ToJsonString());
        var stranger = await here.Hub.Given.Person(Grant.InCompany(Role.TenantMember, (await here.Hub.Given.Company(await here.Hub.Given.Facility())).Id));
        (await here.Hub.Given.SignedIn(stranger).Get($"/mentoring-offers/{made.Id}")).Code.ShouldBe("not-found");
        (await here.World.AsAnn.Get("/mentoring-offers")).Items.Count.ShouldBe(1);
        var wrong = JsonNode.Parse("""{"nameEn":"Patents","nameJa":"特許","lengthsMinutes":[17],"hosts":"roundRobin"}""")!;
        var answer = await here.World.Manager.Put($"/mentoring-offers/{made.Id}", made.Version, wrong);
        (answer.Code, answer["errors"]!.AsObject().Count).ShouldBe(("validation.failed", 2), answer.Body?.ToJsonString());
        (await here.World.Manager.Act($"/mentoring-offers/{made.Id}/retire", made.Version)).Status.ShouldBe(204);
        (await here.World.AsAnn.Post("/mentoring-sessions", new { offerId = made.Id, mentorId = mentor.Id, startsAt = At(10, day: 3), lengthMinutes = 45 })).Code.ShouldBe("not-found");
    }
}
