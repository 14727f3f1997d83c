using System.Text.Json.Nodes;
using IncubatorHub.Incubation.Mentoring;
using IncubatorHub.Incubation.Tests.Mentors;
using IncubatorHub.Platform.Auditing;
using IncubatorHub.Platform.Authorisation;
using IncubatorHub.Platform.Outbox;
using IncubatorHub.Platform.Persistence;
using IncubatorHub.Registry.Notifications;
using IncubatorHub.Registry.Webhooks;
using IncubatorHub.TestKit;
using Microsoft.EntityFrameworkCore;
using static IncubatorHub.Incubation.Tests.Mentors.MentoringWorld;

namespace IncubatorHub.Incubation.Tests.Mentoring;

public sealed class OutcomeTests
{
    private const string MentorsNote = "zebra-of-the-mentor";
    private const string CompanysNote = "walrus-of-the-company";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static async Task<(SessionWorld Here, Mentor Mentor, ApiAnswer Session)> Over(DatabaseProvider database)
    {
        var here = await SessionWorld.Start(database);
        var mentor = await here.World.Mentor();
        var session = await here.Agreed(await here.Offer(one => one.NeedsAcceptance = false), mentor, At(13));
        here.Later(TimeSpan.FromHours(5));
        return (here, mentor, session);
    }

    [Theory, MemberData(nameof(DatabaseKinds.All), MemberType = typeof(DatabaseKinds))]
    public async Task Either_side_says_how_it_was_and_both_see_what_was_agreed_on(DatabaseProvider database)
    {
        var (here, mentor, session) = await Over(database);
        await using var hub = here.Hub;
        var path = $"/mentoring-sessions/{session.Id}";
        (await mentor.Client.Act($"{path}/outcome", session.Version, new { outcome = "attended", rating = 5 })).Code.ShouldBe("validation.failed");
        (await mentor.Client.Act($"{path}/outcome", session.Version, new { outcome = "tenantNoShow", minutes = 5 })).Code.ShouldBe("validation.failed");
        var said = await mentor.Client.Act($"{path}/outcome", session.Version, new
        {
            outcome = "attended", minutes = 50, topics = new[] { "ip" }, actions = new[] { new { text = "Send the draft", owner = "company", dueOn = "2026-12-01" } },
        });
        (said.Status, said["state"]!.GetValue<string>(), said["minutesHeld"]!.GetValue<int>()).ShouldBe((200, "concluded", 50), said.Body?.ToJsonString());

        var ann = await here.World.AsAnn.Get(path);
        var action = ann["actions"]!.AsArray().ShouldHaveSingleItem()!;
        (action["text"]!.GetValue<string>(), ann["topics"]![0]!.GetValue<string>()).ShouldBe(("Send the draft", "ip"));
        var done = await here.World.AsBob.Put($"{path}/actions/{action["id"]!.GetValue<Guid>()}", null, new { isDone = true });
        done["actions"]![0]!["doneAt"].ShouldNotBeNull(done.Body?.ToJsonString());
        (await here.World.AsEve.Put($"{path}/actions/{action["id"]!.GetValue<Guid>()}", null, new { isDone = false })).Code.ShouldBe("not-found");

        var disputed = await here.World.AsAnn.Act($"{path}/outcome", ann.Version, new { outcome = "hostNoShow", rating = 1 });
        (disputed["outcome"]!.GetValue<string>(), disputed["isDisputed"]!.GetValue<bool>(), disputed["rating"]!.GetValue<int>()).ShouldBe(("attended", true, 1), disputed.Body?.ToJsonString());
        (await mentor.Client.Get(path))["rating"].ShouldBeNull();
        (await here.World.Manager.Get(path))["rating"]!.GetValue<int>().ShouldBe(1);
        // The manager is of the mentor's side, and settles it.
        var settled = await here.World.Manager.Act($"{path}/outcome", disputed.Version, new { outcome = "hostNoShow" });
        (settled["outcome"]!.GetValue<string>(), settled["minutesHeld"]!.GetValue<int>(), settled["isDisputed"]!.GetValue<bool>()).ShouldBe(("hostNoShow", 0, false));
    }

    [Theory, MemberData(nameof(DatabaseKinds.All), MemberType = typeof(DatabaseKinds))]
    public async Task A_private_note_is_read_by_its_side_and_by_nobody_else_anywhere(DatabaseProvider database)
    {
        var (here, mentor, session) = await Over(database);
        await using var hub = here.Hub;
        var (world, path) = (here.World, $"/mentoring-sessions/{session.Id}");
        var admin = hub.Given.SignedIn(await hub.Given.Person(Grant.InCompany(Role.TenantAdmin, world.Firm.Id)));
        (await admin.Post("/webhooks", new { scope = "company", scopeId = world.Firm.Id, name = "Firm", url = "https://example.jp/hook" })).Status.ShouldBe(201);
        (await world.Manager.Post("/webhooks", new { scope = "facility", scopeId = world.House.Id, name = "House", url = "https://example.jp/hook" })).Status.ShouldBe(201);

        var first = await mentor.Client.Act($"{path}/outcome", session.Version, new { outcome = "attended", privateNote = MentorsNote });
        first["privateNote"]!.GetValue<string>().ShouldBe(MentorsNote, first.Body?.ToJsonString());
        var second = await world.AsAnn.Act($"{path}/outcome", first.Version, new { outcome = "attended", privateNote = CompanysNote, rating = 4 });
        second["privateNote"]!.GetValue<string>().ShouldBe(CompanysNote);
        // Said again without a note, the note stays; said with another, that counts.
        (await mentor.Client.Act($"{path}/outcome", second.Version, new { outcome = "attended", minutes = 30 }))["privateNote"]!.GetValue<string>().ShouldBe(MentorsNote);

        var readers = new Dictionary<string, (HttpClient Client, string Note)>
        {
            ["mentor"] = (mentor.Client, MentorsNote),
            ["manager of the house"] = (world.Manager, MentorsNote),
            ["officer"] = (await hub.Given.Officer(), MentorsNote),
            ["member"] = (world.AsBob, CompanysNote),
            ["admin of the company"] = (admin, CompanysNote),
            ["auditor"] = (await hub.Given.Auditor(), ""),
            ["administrator of the service"] = (await hub.Given.Administrator(), ""),
        };
        foreach (var (who, (client, note)) in readers)
        {
            foreach (var answer in new[] { await client.Get(path), await client.Get("/mentoring-sessions") })
            {
                answer.Status.ShouldBe(200, who);
                var text = answer.Body!.ToJsonString();
                foreach (var secret in new[] { MentorsNote, CompanysNote })
                    text.Contains(secret, StringComparison.Ordinal).ShouldBe(secret == note, $"{who} reads {secret}");
            }
        }

        var strangers = new[]
        {
            world.AsEve, (await world.Mentor()).Client, await hub.Given.ManagerOf((await hub.Given.Facility()).Id),
        };
        foreach (var stranger in strangers)
            (await stranger.Get(path)).Code.ShouldBe("not-found");

        await here.Settled();
        // The trail says that there was a note, and not which.
        (await (await hub.Given.Auditor()).Get("/audit?limit=200")).Body!.ToJsonString().ShouldContain(nameof(SessionReport));
        var told = await hub.WithRows(async db => new[]
        {
            await db.Set<AuditEntry>().Select(one => one.Changes).ToListAsync(Cancel), await db.WebhookDeliveries.Select(one => one.Body).ToListAsync(Cancel),
            await db.Set<OutboxMessage>().Select(one => one.Payload).ToListAsync(Cancel), await db.Set<OutgoingMail>().Select(one => one.Subject + one.Body + one.Calendar).ToListAsync(Cancel),
        }, Cancel);
        told.ShouldAllBe(texts => texts.Count > 0);
        told.SelectMany(texts => texts).ShouldAllBe(text => !text.Contains("zebra", StringComparison.Ordinal) && !text.Contains("walrus", StringComparison.Ordinal));
        var concluded = (await hub.WithRows(db => db.WebhookDeliveries.Where(one => one.Kind == "session.concluded").Select(one => one.Body).ToListAsync(Cancel), Cancel)).ConvertAll(body => JsonNode.Parse(body)!);
        concluded.ShouldAllBe(body => body["data"]!["rating"] == null);
        // What is delivered is a file and its row is empty.
        foreach (var file in hub.DataDirectory.EnumerateFiles("*", SearchOption.AllDirectories).Where(file => file.Extension is ".eml" or ".log"))
            (await File.ReadAllTextAsync(file.FullName, Cancel)).ShouldNotContain("zebra");
    }
}
