using System.Text;
using IncubatorHub.Platform.Authorisation;
using IncubatorHub.Platform.Jobs;
using IncubatorHub.Platform.Persistence;
using IncubatorHub.Registry.Notifications;
using IncubatorHub.TestKit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using MimeKit;

namespace IncubatorHub.Registry.Tests.Notifications;

public sealed class MailDeliveryTests(MailDeliveryTests.Fixture hubs) : IClassFixture<MailDeliveryTests.Fixture>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(DatabaseKinds.All), MemberType = typeof(DatabaseKinds))]
    public async Task A_mail_with_a_calendar_reaches_the_server_whole(DatabaseProvider database)
    {
        var hub = await hubs.On(database);
        var to = await Write(hub, calendar: "BEGIN:VCALENDAR\r\nMETHOD:CANCEL\r\nSUMMARY:遠心分離機\r\nEND:VCALENDAR\r\n");
        await Deliver(hub);
        var message = Message(to);
        (message.Subject, message.MessageId).ShouldBe(("予約確定：遠心分離機", $"{(await Row(hub, to)).Id:N}@incubatorhub"));
        var parts = message.Body.ShouldBeOfType<MultipartAlternative>();
        parts.Select(part => part.ContentType.MimeType).ShouldBe(["text/plain", "text/calendar"]);
        parts[1].ContentType.Parameters["method"].ShouldBe("CANCEL");
        ((TextPart)parts[1]).Text.ShouldContain("SUMMARY:遠心分離機");
        ((TextPart)parts[0]).Text.Trim().ReplaceLineEndings("\n").ShouldBe("本文\n.\nend");
        hubs.Server.SignIns.ShouldContain("hub secret");
        var row = await Row(hub, to);
        (row.DeliveredAt, row.Body, row.Calendar).ShouldBe((hubs.Time.GetUtcNow(), "", null));
        await Deliver(hub);
        Taken(to).ShouldHaveSingleItem();
    }

    [Theory, MemberData(nameof(DatabaseKinds.All), MemberType = typeof(DatabaseKinds))]
    public async Task A_mail_that_is_not_taken_is_tried_again_with_pauses_then_given_up_and_may_be_set_to_wait(DatabaseProvider database)
    {
        var hub = await hubs.On(database);
        var (busy, unknown, fine) = (await Write(hub), await Write(hub), await Write(hub));
        hubs.Server.OnRecipient = line => line.Contains(busy, StringComparison.Ordinal) ? "451 later" : line.Contains(unknown, StringComparison.Ordinal) ? "550 nobody" : "250 yes";
        await Deliver(hub);
        Taken(fine).ShouldHaveSingleItem();
        (await Row(hub, unknown)).DeadAt.ShouldNotBeNull();
        var waits = await Row(hub, busy);
        (waits.Attempts, waits.DueAt, waits.DeadAt).ShouldBe((1, hubs.Time.GetUtcNow().AddSeconds(30), null));
        hubs.Time.Advance(TimeSpan.FromSeconds(29));
        await Deliver(hub);
        (await Row(hub, busy)).Attempts.ShouldBe(1);
        await hub.WithRows(db => db.OutgoingMails.Where(one => one.To == busy)
            .ExecuteUpdateAsync(set => set.SetProperty(one => one.Attempts, OutgoingMail.MaxAttempts - 2), Cancel), Cancel);
        hubs.Time.Advance(TimeSpan.FromSeconds(1));
        await Deliver(hub);
        (await Row(hub, busy)).DueAt.ShouldBe(hubs.Time.GetUtcNow().AddHours(1));
        hubs.Time.Advance(TimeSpan.FromHours(1));
        await Deliver(hub);
        (await Row(hub, busy)).DeadAt.ShouldNotBeNull();
        using var operators = await hub.Given.Administrator();
        var dead = (await operators.Get("/outgoing-mails?state=dead&limit=200")).Items.Where(one => one!["to"]!.GetValue<string>() == busy).ToList().ShouldHaveSingleItem()!;
        dead["lastError"]!.GetValue<string>().ShouldContain("later");
        dead.AsObject().ContainsKey("body").ShouldBeFalse();
        using var officer = await hub.Given.Officer();
        (await officer.Get("/outgoing-mails")).Status.ShouldBe(403);
        hubs.Server.OnRecipient = _ => "250 yes";
        (await operators.Act($"/outgoing-mails/{dead["id"]}/retry", null)).Status.ShouldBe(204);
        (await operators.Act($"/outgoing-mails/{dead["id"]}/retry", null)).Code.ShouldBe("mail.not-dead");
        await Deliver(hub);
        Taken(busy).ShouldHaveSingleItem();
    }

    [Theory, MemberData(nameof(DatabaseKinds.All), MemberType = typeof(DatabaseKinds))]
    public async Task Rows_that_did_their_work_go_when_their_days_are_over(DatabaseProvider database)
    {
        var hub = await hubs.On(database);
        var (sent, account) = (await Write(hub), await hub.Given.Person(Grant.Everywhere(Role.Mentor)));
        await Deliver(hub);
        await hub.WithRows(db => Task.FromResult(db.Add(new Registry.People.PasswordReset
        {
            AccountId = account.Id, TokenHash = $"{Guid.CreateVersion7():N}", ExpiresAt = hubs.Time.GetUtcNow(),
        })), Cancel);
        async Task<ApiAnswer> Once()
        {
            using var client = hub.Given.SignedIn(account);
            client.DefaultRequestHeaders.Add("Idempotency-Key", "once");
            return await client.Post("/api-keys", new { name = "k" });
        }

        (await Once()).Status.ShouldBe(201);
        var second = TimeSpan.FromSeconds(1);
        await ApplyAfter(TimeSpan.FromDays(1) - second);
        (await Once()).Code.ShouldBe("idempotency.shown-once");
        await ApplyAfter(TimeSpan.FromDays(1) + second);
        (await Once()).Status.ShouldBe(201);

        Task<int> Resets() => hub.WithRows(db => db.Set<Registry.People.PasswordReset>().CountAsync(one => one.AccountId == account.Id, Cancel), Cancel);
        Task<bool> IsMailThere() => hub.WithRows(db => db.OutgoingMails.AnyAsync(one => one.To == sent, Cancel), Cancel);
        await ApplyAfter(TimeSpan.FromDays(7) - second);
        (await Resets()).ShouldBe(1);
        await ApplyAfter(TimeSpan.FromDays(7) + second);
        (await Resets()).ShouldBe(0);
        await ApplyAfter(TimeSpan.FromDays(90) - second);
        (await IsMailThere()).ShouldBeTrue();
        await ApplyAfter(TimeSpan.FromDays(90) + second);
        (await IsMailThere()).ShouldBeFalse();

        async Task ApplyAfter(TimeSpan wait)
        {
            foreach (var rule in hub.Services.GetServices<RetentionRule>())
                await hub.WithRows(db => rule.Drop(db, new RetentionOptions(), hubs.Time.GetUtcNow() + wait, Cancel), Cancel);
        }
    }

    private static async Task<string> Write(HubFactory hub, string? calendar = null)
    {
        var to = $"{Guid.CreateVersion7():N}@example.jp";
        await hub.WithRows(db => Task.FromResult(db.Add(new OutgoingMail
        {
            To = to, Subject = "予約確定：遠心分離機", Body = "本文\r\n.\r\nend", Calendar = calendar, CalendarMethod = calendar is null ? null : "CANCEL",
            At = hub.Services.GetRequiredService<TimeProvider>().GetUtcNow(),
        })), Cancel);
        return to;
    }

    private static Task Deliver(HubFactory hub) => hub.Services.GetRequiredService<MailDelivery>().DeliverWaiting(Cancel);

    private static Task<OutgoingMail> Row(HubFactory hub, string to) => hub.WithRows(db => db.OutgoingMails.AsNoTracking().SingleAsync(one => one.To == to, Cancel), Cancel);

    private List<string> Taken(string to) => [.. hubs.Server.Taken.Where(one => one.Contains($"To: {to}", StringComparison.Ordinal))];

    private MimeMessage Message(string to)
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(Taken(to).Single()));
        return MimeMessage.Load(stream, Cancel);
    }

    public sealed class Fixture : HubFixture
    {
        public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 11, 25, 9, 0, 0, TimeSpan.Zero));

        internal SmtpServer Server { get; } = new();

        protected override HubOptions Options => new()
        {
            Time = Time,
            Settings = new Dictionary<string, string?>
            {
                ["Notifications:Smtp:Host"] = "127.0.0.1", ["Notifications:Smtp:Port"] = Server.Port.ToString(System.Globalization.CultureInfo.InvariantCulture),
                ["Notifications:Smtp:Security"] = "None", ["Notifications:Smtp:User"] = "hub", ["Notifications:Smtp:Password"] = "secret",
            },
        };

    }
}
