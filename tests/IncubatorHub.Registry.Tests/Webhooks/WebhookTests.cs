using System.Text.Json.Nodes;
using IncubatorHub.Platform.Authorisation;
using IncubatorHub.Platform.Jobs;
using IncubatorHub.Platform.Persistence;
using IncubatorHub.Registry.Facilities;
using IncubatorHub.Registry.Notifications;
using IncubatorHub.Registry.Outside;
using IncubatorHub.Registry.People;
using IncubatorHub.Registry.Webhooks;
using IncubatorHub.TestKit;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace IncubatorHub.Registry.Tests.Webhooks;

public sealed class WebhookTests(WebhookTests.OpenHub open, WebhookTests.ClosedHub closed)
    : IClassFixture<WebhookTests.OpenHub>, IClassFixture<WebhookTests.ClosedHub>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(DatabaseKinds.All), MemberType = typeof(DatabaseKinds))]
    public async Task A_delivery_is_signed_and_told_again_under_one_id_until_it_is_taken(DatabaseProvider database)
    {
        var (hub, place) = await Hub(database);
        await using var receiver = await Receiver.Start(Cancel);
        receiver.Answer = http => Task.FromResult(http.Response.StatusCode = receiver.All.Count < 3 ? 500 : 204);
        var made = await place.Make(receiver.Url);
        var secret = made["secret"]!.GetValue<string>();
        await Tell(hub, place.Facility.Id, "room.opened", new { room = "日本語" });

        await Deliver(hub);
        receiver.All.Count.ShouldBe(1);
        // Not before its time: 10 s, less a fifth.
        open.Time.Advance(TimeSpan.FromSeconds(7));
        await Deliver(hub);
        receiver.All.Count.ShouldBe(1);
        open.Time.Advance(TimeSpan.FromSeconds(6));
        await Deliver(hub);
        open.Time.Advance(TimeSpan.FromSeconds(37));
        await Deliver(hub);
        open.Time.Advance(TimeSpan.FromMinutes(10));
        await Deliver(hub);

        receiver.All.Count.ShouldBe(3);
        receiver.All.ShouldAllBe(one => one.IsSignedBy(secret));
        receiver.All.Select(one => (one.Id, one.Body)).Distinct().Count().ShouldBe(1);
        receiver.All.Select(one => one.Timestamp).Distinct().Count().ShouldBe(3);
        var body = JsonNode.Parse(receiver.All.First().Body)!;
        body["type"]!.GetValue<string>().ShouldBe("room.opened");
        body["data"]!["room"]!.GetValue<string>().ShouldBe("日本語");
        body["id"]!.GetValue<string>().ShouldBe(receiver.All.First().Id);
        var log = (await place.Manager.Get($"/webhooks/{made["webhook"]!["id"]}/deliveries")).Items.ShouldHaveSingleItem()!;
        (log["state"]!.GetValue<string>(), log["attempts"]!.GetValue<int>(), log["lastStatus"]!.GetValue<int>()).ShouldBe(("delivered", 3, 204));
        (await place.Manager.Get($"/webhooks/{made["webhook"]!["id"]}"))["failuresInARow"]!.GetValue<int>().ShouldBe(0);
        (await place.Manager.Get("/webhooks")).Body!.ToJsonString().ShouldNotContain(secret);
    }

    [Fact]
    public async Task Neither_an_internal_address_nor_a_name_of_one_nor_a_redirect_to_one_is_called()
    {
        await using var receiver = await Receiver.Start(Cancel);
        var hub = await closed.On(DatabaseProvider.Sqlite);
        var place = await Place.At(hub);
        foreach (var url in new[] { receiver.Url, "http://[::1]/x", "http://[::ffff:10.0.0.1]/x", "http://169.254.169.254/latest", "http://[64:ff9b::a00:1]/", "http://0x7f000001/" })
            (await place.Post(url)).Code.ShouldBe("webhook.url-internal", url);
        foreach (var url in new[] { "ftp://example.jp/", "https://user:secret@example.jp/", "nonsense", "https://example.jp/#x" })
            (await place.Post(url)).Code.ShouldBe("webhook.url-not-https", url);

        var made = await place.Make($"http://localhost:{receiver.Port}/hook");
        await Tell(hub, place.Facility.Id, "room.opened", new { });
        await Deliver(hub);
        receiver.All.ShouldBeEmpty();
        var log = (await place.Manager.Get($"/webhooks/{made["webhook"]!["id"]}/deliveries")).Items.ShouldHaveSingleItem()!;
        log["lastStatus"].ShouldBeNull();
        log["lastError"]!.GetValue<string>().ShouldContain("internal network");

        var (other, otherPlace) = await Hub(DatabaseProvider.Sqlite);
        await using var target = await Receiver.Start(Cancel);
        receiver.Answer = http =>
        {
            http.Response.Redirect(target.Url);
            return Task.CompletedTask;
        };
        var redirected = await otherPlace.Make(receiver.Url);
        await Tell(other, otherPlace.Facility.Id, "room.opened", new { });
        await Deliver(other);
        (receiver.All.Count, target.All.Count).ShouldBe((1, 0));
        (await otherPlace.Manager.Get($"/webhooks/{redirected["webhook"]!["id"]}/deliveries")).Items[0]!["lastStatus"]!.GetValue<int>().ShouldBe(302);
    }

    [Fact]
    public async Task A_receiver_that_hangs_is_left_after_its_time_and_holds_up_nobody_else()
    {
        var (hub, slow) = await Hub(DatabaseProvider.Sqlite);
        var quick = await Place.At(hub);
        await using var hanging = await Receiver.Start(Cancel);
        await using var well = await Receiver.Start(Cancel);
        hanging.Answer = http => Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, http.RequestAborted).ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        var made = await slow.Make(hanging.Url);
        await quick.Make(well.Url);
        foreach (var place in new[] { slow, quick })
        {
            for (var count = 0; count < 3; count++)
                await Tell(hub, place.Facility.Id, "room.opened", new { count });
        }

        await Deliver(hub);
        well.All.Select(one => JsonNode.Parse(one.Body)!["sequence"]!.GetValue<int>()).ShouldBe([1, 2, 3]);
        // The rest of its turn waits.
        hanging.All.Count.ShouldBe(1);
        var log = (await slow.Manager.Get($"/webhooks/{made["webhook"]!["id"]}/deliveries?sort=sequence")).Items[0]!;
        log["lastError"]!.GetValue<string>().ShouldBe("No answer within 1 s.");
        await slow.Retire(made);
    }

    [Theory, MemberData(nameof(DatabaseKinds.All), MemberType = typeof(DatabaseKinds))]
    public async Task A_webhook_that_keeps_failing_is_switched_off_with_a_mail_and_may_be_switched_on_again(DatabaseProvider database)
    {
        var (hub, place) = await Hub(database);
        await using var receiver = await Receiver.Start(Cancel);
        receiver.Answer = http =>
        {
            http.Response.StatusCode = 503;
            return http.Response.WriteAsync(new string('x', 5_000));
        };
        var made = await place.Make(receiver.Url);
        var id = made["webhook"]!["id"]!.GetValue<Guid>();
        for (var count = 0; count < 2; count++)
            await Tell(hub, place.Facility.Id, "room.opened", new { });
        for (var attempt = 0; attempt < 6; attempt++)
        {
            await Deliver(hub);
            open.Time.Advance(TimeSpan.FromMinutes(3));
        }

        receiver.All.Count.ShouldBe(3);
        var row = await place.Manager.Get($"/webhooks/{id}");
        row["disabledReason"]!.GetValue<string>().ShouldBe("failures");
        (await place.Manager.Act($"/webhooks/{id}/ping", null)).Code.ShouldBe("webhook.off");
        var mails = await hub.WithRows(db => db.OutgoingMails.AsNoTracking().Where(mail => mail.To == place.ManagerAccount.Email).ToListAsync(Cancel), Cancel);
        mails.ShouldHaveSingleItem().Subject.ShouldContain("Hook");
        (await place.Manager.Get($"/webhooks/{id}/deliveries")).Items.Max(one => one!["lastResponse"]!.GetValue<string>().Length).ShouldBe(WebhookDelivery.MaxResponseBytes);
        // What happens meanwhile is not told later.
        await Tell(hub, place.Facility.Id, "room.opened", new { });

        receiver.Answer = _ => Task.CompletedTask;
        (await place.Manager.Put($"/webhooks/{id}", row.Version, new { name = "Hook", url = receiver.Url, isOn = true })).Status.ShouldBe(200);
        await Deliver(hub);
        receiver.All.Count.ShouldBe(5);
        (await place.Manager.Get($"/webhooks/{id}"))["failuresInARow"]!.GetValue<int>().ShouldBe(0);
    }

    [Theory, MemberData(nameof(DatabaseKinds.All), MemberType = typeof(DatabaseKinds))]
    public async Task After_a_day_a_delivery_is_given_up_and_may_be_sent_again_by_hand(DatabaseProvider database)
    {
        var (hub, place) = await Hub(database);
        await using var receiver = await Receiver.Start(Cancel);
        receiver.Answer = http => Task.FromResult(http.Response.StatusCode = receiver.All.Count == 1 ? 500 : 200);
        var made = await place.Make(receiver.Url);
        var id = made["webhook"]!["id"]!.GetValue<Guid>();
        await Tell(hub, place.Facility.Id, "room.opened", new { });
        // As after a day of trying.
        var now = open.Time.GetUtcNow();
        await hub.WithRows(db => db.WebhookDeliveries.Where(one => one.SubscriptionId == id).ExecuteUpdateAsync(set => set.SetProperty(one => one.GiveUpAt, now), Cancel), Cancel);
        await Deliver(hub);
        var log = (await place.Manager.Get($"/webhooks/{id}/deliveries?state=failed")).Items.ShouldHaveSingleItem()!;
        (await place.Manager.Act($"/webhooks/{id}/deliveries/{log["id"]}/redeliver", null)).Status.ShouldBe(204);
        await Deliver(hub);
        receiver.All.Select(one => one.Id).ShouldBe([log["id"]!.GetValue<string>(), log["id"]!.GetValue<string>()]);
        var ping = await place.Manager.Act($"/webhooks/{id}/ping", null);
        await Deliver(hub);
        receiver.All.Last().Id.ShouldBe(ping["deliveryId"]!.GetValue<string>());
        receiver.All.Last().Body.ShouldContain("\"webhook.ping\"");
    }

    [Fact]
    public async Task A_receiver_that_is_gone_is_told_no_more()
    {
        var (hub, place) = await Hub(DatabaseProvider.Sqlite);
        await using var receiver = await Receiver.Start(Cancel);
        receiver.Answer = http => Task.FromResult(http.Response.StatusCode = 410);
        var made = await place.Make(receiver.Url);
        await Tell(hub, place.Facility.Id, "room.opened", new { });
        await Deliver(hub);
        (await place.Manager.Get($"/webhooks/{made["webhook"]!["id"]}"))["disabledReason"]!.GetValue<string>().ShouldBe("gone");
    }

    [Theory, MemberData(nameof(DatabaseKinds.All), MemberType = typeof(DatabaseKinds))]
    public async Task A_manager_tells_of_his_house_an_admin_of_its_company_and_neither_of_the_other(DatabaseProvider database)
    {
        var (hub, place) = await Hub(database);
        var company = await hub.Given.Company(place.Facility);
        using var admin = hub.Given.SignedIn(await hub.Given.Person(Grant.InCompany(Role.TenantAdmin, company.Id)));
        using var member = hub.Given.SignedIn(await hub.Given.Person(Grant.InCompany(Role.TenantMember, company.Id)));
        object Of(string scope, Guid id) => new { scope, scopeId = id, name = "x", url = "https://example.jp/" };
        // The manager knows the company, and would hear of what it does in other houses.
        (await place.Manager.Post("/webhooks", Of("company", company.Id))).Status.ShouldBe(404);
        (await admin.Post("/webhooks", Of("facility", place.Facility.Id))).Status.ShouldBe(404);
        (await member.Post("/webhooks", Of("company", company.Id))).Status.ShouldBe(403);
        var made = await admin.Post("/webhooks", Of("company", company.Id));
        made.Status.ShouldBe(201);
        var id = made["webhook"]!["id"]!.GetValue<Guid>();
        (await place.Manager.Get($"/webhooks/{id}")).Status.ShouldBe(404);
        (await place.Manager.Get($"/webhooks/{id}/deliveries")).Status.ShouldBe(404);
        var rotated = await admin.Act($"/webhooks/{id}/rotate", "*");
        rotated["secret"]!.GetValue<string>().ShouldNotBe(made["secret"]!.GetValue<string>());
        (await admin.Post("/webhooks", new { scope = "company", scopeId = company.Id, name = "x", url = "https://example.jp/", kinds = new[] { "no.such" } })).Code.ShouldBe("validation.failed");
        for (var count = 1; count < WebhookSubscription.MaxPerScope; count++)
            (await admin.Post("/webhooks", Of("company", company.Id))).Status.ShouldBe(201);
        (await admin.Post("/webhooks", Of("company", company.Id))).Code.ShouldBe("webhook.too-many");
        (await admin.Act($"/webhooks/{id}/retire", "*")).Status.ShouldBe(204);
        (await admin.Post("/webhooks", Of("company", company.Id))).Status.ShouldBe(201);
    }

    [Theory, MemberData(nameof(DatabaseKinds.All), MemberType = typeof(DatabaseKinds))]
    public async Task The_log_goes_back_thirty_days(DatabaseProvider database)
    {
        var (hub, place) = await Hub(database);
        var made = await place.Make("https://example.jp/");
        await Tell(hub, place.Facility.Id, "room.opened", new { });
        open.Time.Advance(TimeSpan.FromSeconds(2));
        await Tell(hub, place.Facility.Id, "room.opened", new { });
        var rule = hub.Services.GetServices<RetentionRule>().Single(one => one.Name == "WebhookDeliveries");
        async Task<int> LeftAfter(TimeSpan wait)
        {
            await hub.WithRows(db => rule.Drop(db, new RetentionOptions(), open.Time.GetUtcNow() + wait, Cancel), Cancel);
            return (await place.Manager.Get($"/webhooks/{made["webhook"]!["id"]}/deliveries")).Items.Count;
        }

        (await LeftAfter(TimeSpan.FromDays(30) - TimeSpan.FromSeconds(3))).ShouldBe(2);
        (await LeftAfter(TimeSpan.FromDays(30) - TimeSpan.FromSeconds(1))).ShouldBe(1);
        await place.Retire(made);
    }

    [Theory]
    [InlineData("8.8.8.8", false)]
    [InlineData("172.15.255.255", false)]
    [InlineData("172.16.0.0", true)]
    [InlineData("172.31.255.255", true)]
    [InlineData("172.32.0.0", false)]
    [InlineData("100.63.255.255", false)]
    [InlineData("100.64.0.0", true)]
    [InlineData("0.0.0.0", true)]
    [InlineData("255.255.255.255", true)]
    [InlineData("::", true)]
    [InlineData("::127.0.0.1", true)]
    [InlineData("fd00::1", true)]
    [InlineData("fe80::1", true)]
    [InlineData("2002:0a00:0001::", true)]
    [InlineData("2002:0808:0808::", false)]
    [InlineData("2606:4700::1111", false)]
    public void Addresses_that_are_not_of_the_internet_are_known(string address, bool isInternal) =>
        InternalAddresses.Contains(System.Net.IPAddress.Parse(address)).ShouldBe(isInternal);

    private async Task<(HubFactory Hub, Place Place)> Hub(DatabaseProvider database)
    {
        var hub = await open.On(database);
        return (hub, await Place.At(hub));
    }

    private static Task Tell(HubFactory hub, Guid facilityId, string kind, object data) => hub.WithRows<int>(async _ =>
    {
        await using var scope = hub.Services.GetRequiredService<IServiceScopeFactory>().AsSystem("test");
        var db = scope.ServiceProvider.GetRequiredService<HubDbContext>();
        await using var transaction = await db.Database.BeginTransactionAsync(Cancel);
        await scope.ServiceProvider.GetRequiredService<WebhooksDoor>().Enqueue(kind, facilityId, null, data, Cancel);
        await db.SaveChangesAsync(Cancel);
        await transaction.CommitAsync(Cancel);
        return 0;
    }, Cancel);

    private static Task Deliver(HubFactory hub) => hub.Services.GetRequiredService<DeliverWebhooks>().DeliverDue(Cancel);

    /// <summary>A house, its manager, and webhooks of it.</summary>
    private sealed record Place(HubFactory Hub, Facility Facility, Account ManagerAccount)
    {
        /// <summary>Signed in anew each time: while days pass, a session ends.</summary>
        public HttpClient Manager => Hub.Given.SignedIn(ManagerAccount);

        public static async Task<Place> At(HubFactory hub)
        {
            var facility = await hub.Given.Facility();
            return new Place(hub, facility, await hub.Given.Person(Grant.AtFacility(Role.IncubationManager, facility.Id)));
        }

        public Task<ApiAnswer> Post(string url) => Manager.Post("/webhooks", new { scope = "facility", scopeId = Facility.Id, name = "Hook", url });

        public async Task<ApiAnswer> Make(string url)
        {
            var made = await Post(url);
            made.Status.ShouldBe(201, made.Body?.ToString());
            return made;
        }

        public async Task Retire(ApiAnswer made) => (await Manager.Act($"/webhooks/{made["webhook"]!["id"]}/retire", "*")).Status.ShouldBe(204);
    }

    /// <summary>A hub whose operator allows receivers on this machine.</summary>
    public sealed class OpenHub : HubFixture
    {
        public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 11, 25, 9, 0, 0, TimeSpan.Zero));

        protected override HubOptions Options => new()
        {
            Time = Time,
            Settings = new Dictionary<string, string?>
            {
                ["Webhooks:AllowHttp"] = "true", ["Webhooks:AllowInternalAddresses"] = "true", ["Webhooks:TimeoutSeconds"] = "1", ["Webhooks:Concurrency"] = "64", ["Webhooks:FailuresUntilOff"] = "3",
            },
        };
    }

    /// <summary>One whose operator allows only plain HTTP.</summary>
    public sealed class ClosedHub : HubFixture
    {
        protected override HubOptions Options => new()
        {
            Time = new FakeTimeProvider(new DateTimeOffset(2026, 11, 25, 9, 0, 0, TimeSpan.Zero)),
            Settings = new Dictionary<string, string?> { ["Webhooks:AllowHttp"] = "true" },
        };
    }
}
