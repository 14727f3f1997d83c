using IncubatorHub.Incubation.Tests.Mentors;
using IncubatorHub.Platform.Persistence;
using IncubatorHub.Registry.Notifications;
using IncubatorHub.Registry.People;
using IncubatorHub.TestKit;
using Microsoft.EntityFrameworkCore;
using static IncubatorHub.Incubation.Tests.Mentors.MentoringWorld;

namespace IncubatorHub.Incubation.Tests.Mentoring;

/// <summary>Sessions in calendars: one entry from the first agreement to the end, whatever is moved meanwhile.</summary>
public sealed class SessionCalendarTests(MentoringHubs hubs) : IClassFixture<MentoringHubs>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static async Task<List<string>> Methods(SessionWorld here, Account to)
    {
        await here.Settled();
        return await here.Hub.WithRows(db => db.Set<OutgoingMail>().Where(mail => mail.To == to.Email && mail.CalendarMethod != null).OrderBy(mail => mail.Id)
            .Select(mail => mail.CalendarMethod!).ToListAsync(Cancel), Cancel);
    }

    private static async Task<string> Feed(HttpClient client, HubFactory hub)
    {
        var made = await client.Post("/calendar-feeds", new { kind = "person", name = "Mine" });
        made.Status.ShouldBe(201, made.Body?.ToJsonString());
        using var anybody = hub.Anonymous();
        return (await anybody.GetStringAsync(new Uri(made["url"]!.GetValue<string>()).AbsolutePath, Cancel)).Replace("\r\n ", "", StringComparison.Ordinal);
    }

    private static string[] Lines(string feed, string name) => [.. feed.Split("\r\n").Where(line => line.StartsWith(name, StringComparison.Ordinal))];

    [Theory, MemberData(nameof(DatabaseKinds.All), MemberType = typeof(DatabaseKinds))]
    public async Task An_agreement_is_an_invitation_and_a_move_keeps_its_entry(DatabaseProvider database)
    {
        await using var here = await SessionWorld.In(hubs, database);
        var mentor = await here.World.Mentor();
        var offer = await here.Offer();
        var agreed = await here.Agreed(offer, mentor, At(10, day: 1));
        (await Methods(here, here.World.Ann)).ShouldBe(["REQUEST"]);
        (await Methods(here, mentor.Account)).ShouldBe(["REQUEST"]);

        // Moved by the mentor it is agreed on at once: the same entry with a higher sequence.
        var moved = await mentor.Client.Act($"/mentoring-sessions/{agreed.Id}/move", agreed.Version, new { startsAt = At(11, day: 1) });
        moved["revision"]!.GetValue<int>().ShouldBeGreaterThan(agreed["revision"]!.GetValue<int>(), moved.Body?.ToJsonString());
        (await Methods(here, here.World.Ann)).ShouldBe(["REQUEST", "REQUEST"]);

        var feed = await Feed(mentor.Client, here.Hub);
        Lines(feed, "UID:").ShouldBe([$"UID:session-{agreed.Id:N}@incubatorhub"]);
        Lines(feed, "SEQUENCE:").ShouldBe([$"SEQUENCE:{moved["revision"]}"]);
        Lines(feed, "DTSTART;").ShouldHaveSingleItem().ShouldEndWith("20261126T110000");
        Lines(feed, "SUMMARY").ShouldHaveSingleItem().ShouldContain(here.World.Ann.DisplayName);
        Lines(await Feed(here.World.AsAnn, here.Hub), "SUMMARY").ShouldHaveSingleItem().ShouldContain(mentor.Account.DisplayName);
        (await Feed(here.World.AsBob, here.Hub)).ShouldNotContain("session-");

        // Moved by the company it waits again: the entry goes until the mentor says yes.
        var asked = await here.World.AsAnn.Act($"/mentoring-sessions/{moved.Id}/move", moved.Version, new { startsAt = At(14, day: 1) });
        (await Methods(here, mentor.Account)).ShouldBe(["REQUEST", "REQUEST", "CANCEL"]);
        var yes = await mentor.Client.Act($"/mentoring-sessions/{asked.Id}/accept", asked.Version);
        // What is told of is what stands by then: a cancellation right after it would be told alone.
        (await Methods(here, mentor.Account)).ShouldBe(["REQUEST", "REQUEST", "CANCEL", "REQUEST"]);
        (await here.World.AsAnn.Act($"/mentoring-sessions/{asked.Id}/cancel", yes.Version)).Status.ShouldBe(200);
        (await Methods(here, mentor.Account)).ShouldBe(["REQUEST", "REQUEST", "CANCEL", "REQUEST", "CANCEL"]);
    }
}
