using System.Text;
using IncubatorHub.Incubation.Mentors;
using IncubatorHub.Platform.Persistence;
using IncubatorHub.TestKit;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using static IncubatorHub.Incubation.Tests.Mentors.MentoringWorld;

namespace IncubatorHub.Incubation.Tests.Mentors;

/// <summary>Calendars outside, read from a real server on loopback.</summary>
public sealed class BusyFeedTests : IAsyncLifetime
{
    private const string Meeting = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\nBEGIN:VEVENT\r\nUID:1\r\nDTSTAMP:20261101T000000Z\r\nSUMMARY:Secret talks\r\n"
        + "DTSTART:20261126T010000Z\r\nDTEND:20261126T020000Z\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n";

    private WebApplication _outside = null!;
    private Func<HttpContext, Task> _answer = http => http.Response.WriteAsync(Meeting);
    private int _asked;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private string Url => $"{_outside.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single()}/me.ics";

    public async ValueTask InitializeAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        _outside = builder.Build();
        _outside.Urls.Add("http://127.0.0.1:0");
        _outside.Run(async http =>
        {
            Interlocked.Increment(ref _asked);
            await _answer(http);
        });
        await _outside.StartAsync(Cancel);
    }

    public ValueTask DisposeAsync() => _outside.DisposeAsync();

    private static async Task<(MentoringWorld World, FakeTimeProvider Time, ReadBusyFeeds Job)> Start(DatabaseProvider database, bool allowInternal = true)
    {
        var time = new FakeTimeProvider(At(9));
        var hub = await HubFactory.Start(database, new HubOptions
        {
            Time = time,
            Settings = new Dictionary<string, string?>
            {
                ["BusyFeeds:AllowHttp"] = "true", ["BusyFeeds:AllowInternalAddresses"] = allowInternal ? "true" : "false", ["BusyFeeds:TimeoutSeconds"] = "1", ["BusyFeeds:MaxBytes"] = "4096",
            },
        }, Cancel);
        return (await In(hub), time, hub.Services.GetRequiredService<ReadBusyFeeds>());
    }

    private Task<ApiAnswer> Subscribe(Mentor mentor) => mentor.Client.Post($"/mentors/{mentor.Id}/busy-feeds", new { name = "Mine", url = Url });

    private static Task<List<BusyTime>> Times(MentoringWorld world, Mentor mentor) =>
        world.Hub.WithRows(db => db.BusyTimes.AsNoTracking().Where(one => one.MentorId == mentor.Id).OrderBy(one => one.From).ToListAsync(Cancel), Cancel);

    private static async Task<ApiAnswer> Feeds(Mentor mentor)
    {
        var answer = await mentor.Client.Get($"/mentors/{mentor.Id}/busy-feeds");
        return new ApiAnswer(answer.Status, answer.Body![0]!.DeepClone());
    }

    [Theory, MemberData(nameof(DatabaseKinds.All), MemberType = typeof(DatabaseKinds))]
    public async Task A_calendar_is_read_every_quarter_of_an_hour_and_a_missed_run_is_made_up_once(DatabaseProvider database)
    {
        var (world, time, job) = await Start(database);
        await using var hub = world.Hub;
        var mentor = await world.Mentor();
        (await Subscribe(mentor)).Status.ShouldBe(201);
        // The hub's own schedule runs by the real clock and may be first: what counts is that it was read once.
        await job.Read(Cancel);
        await job.Read(Cancel);
        _asked.ShouldBe(1);
        (await Times(world, mentor)).ShouldHaveSingleItem().From.ShouldBe(At(10, day: 1));

        _answer = http => http.Response.WriteAsync(Meeting.Replace("T010000Z", "T013000Z", StringComparison.Ordinal));
        time.Advance(TimeSpan.FromMinutes(14));
        await job.Read(Cancel);
        _asked.ShouldBe(1);
        time.Advance(TimeSpan.FromHours(5));
        await job.Read(Cancel);
        await job.Read(Cancel);
        _asked.ShouldBe(2);
        (await Times(world, mentor)).ShouldHaveSingleItem().From.ShouldBe(At(10, 30, day: 1));
        var feed = await Feeds(mentor);
        (await mentor.Client.DeleteAsync($"/api/v1/mentors/{mentor.Id}/busy-feeds/{feed.Id}", Cancel)).StatusCode.ShouldBe(System.Net.HttpStatusCode.NoContent);
        (await Times(world, mentor)).ShouldBeEmpty();
    }

    [Theory, MemberData(nameof(DatabaseKinds.All), MemberType = typeof(DatabaseKinds))]
    public async Task A_calendar_that_cannot_be_read_leaves_what_it_said_and_is_shown_after_a_day(DatabaseProvider database)
    {
        var (world, time, job) = await Start(database);
        await using var hub = world.Hub;
        var mentor = await world.Mentor();
        await Subscribe(mentor);
        await job.Read(Cancel);
        Func<HttpContext, Task>[] ills =
        [
            http => { http.Response.StatusCode = 500; return Task.CompletedTask; },
            http => { http.Response.Redirect("https://elsewhere.example/"); return Task.CompletedTask; },
            http => http.Response.WriteAsync("<html>Sign in</html>"),
            // Longer than allowed, without saying so first.
            async http =>
            {
                for (var i = 0; i < 64; i++)
                {
                    await http.Response.Body.WriteAsync(Encoding.UTF8.GetBytes(Meeting), http.RequestAborted);
                    await http.Response.Body.FlushAsync(http.RequestAborted);
                }
            },
            http => Task.Delay(TimeSpan.FromSeconds(20), TimeProvider.System, http.RequestAborted),
        ];
        foreach (var ill in ills)
        {
            _answer = ill;
            time.Advance(BusyFeed.ReadEvery);
            await job.Read(Cancel);
            (await Times(world, mentor)).Count.ShouldBe(1);
            (await Feeds(mentor))["lastError"]!.GetValue<string>().ShouldNotBeEmpty();
        }

        (await Feeds(mentor))["isFailing"]!.GetValue<bool>().ShouldBeFalse();
        time.Advance(TimeSpan.FromHours(24));
        // Nobody stays signed in for a day.
        mentor = mentor with { Client = world.Hub.Given.SignedIn(mentor.Account) };
        (await Feeds(mentor))["isFailing"]!.GetValue<bool>().ShouldBeTrue();
        _answer = http => http.Response.WriteAsync(Meeting);
        await job.Read(Cancel);
        var well = await Feeds(mentor);
        (well["isFailing"]!.GetValue<bool>(), well["lastError"]!.GetValue<string>()).ShouldBe((false, ""));
    }

    [Theory, MemberData(nameof(DatabaseKinds.All), MemberType = typeof(DatabaseKinds))]
    public async Task An_address_is_a_secret_and_never_an_internal_one(DatabaseProvider database)
    {
        var (world, _, job) = await Start(database, allowInternal: false);
        await using var hub = world.Hub;
        var mentor = await world.Mentor();
        (await Subscribe(mentor)).Code.ShouldBe("busy-feed.url-internal");
        (await mentor.Client.Post($"/mentors/{mentor.Id}/busy-feeds", new { name = "x", url = "ftp://example.jp/a.ics" })).Code.ShouldBe("busy-feed.url-not-https");
        // A name that resolves to this machine is found out when it is called.
        var added = await mentor.Client.Post($"/mentors/{mentor.Id}/busy-feeds", new { name = "x", url = Url.Replace("127.0.0.1", "localhost", StringComparison.Ordinal) });
        added.Status.ShouldBe(201);
        await job.Read(Cancel);
        _asked.ShouldBe(0);
        (await Feeds(mentor))["lastError"]!.GetValue<string>().ShouldContain("internal");
        foreach (var secret in new[] { "a", "b" })
            (await mentor.Client.Post($"/mentors/{mentor.Id}/busy-feeds", new { name = secret, url = $"webcal://example.jp/{secret}-hunter2.ics" })).Status.ShouldBe(201);
        (await mentor.Client.Post($"/mentors/{mentor.Id}/busy-feeds", new { name = "d", url = "https://example.jp/d.ics" })).Code.ShouldBe("busy-feed.too-many");
        (await world.AsAnn.Get($"/mentors/{mentor.Id}/busy-feeds")).Code.ShouldBe("auth.forbidden");
        (await mentor.Client.Get($"/mentors/{mentor.Id}/busy-feeds")).Body!.ToJsonString().ShouldNotContain("hunter2");
        var rows = await hub.WithRows(async db => (
            await db.BusyFeeds.Select(one => one.SealedUrl).ToListAsync(Cancel), await db.Set<Platform.Auditing.AuditEntry>().Select(one => one.Changes).ToListAsync(Cancel)), Cancel);
        rows.Item1.Concat(rows.Item2).ShouldAllBe(text => !text.Contains("hunter2", StringComparison.Ordinal));
    }
}
