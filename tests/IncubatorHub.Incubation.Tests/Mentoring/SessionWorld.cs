using IncubatorHub.Incubation.Mentoring;
using IncubatorHub.Incubation.Tests.Mentors;
using IncubatorHub.Platform.Outbox;
using IncubatorHub.Platform.Persistence;
using IncubatorHub.Registry.Notifications;
using IncubatorHub.TestKit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Time.Testing;
using static IncubatorHub.Incubation.Tests.Mentors.MentoringWorld;

namespace IncubatorHub.Incubation.Tests.Mentoring;

/// <summary>A hub of its own, whose clock may be moved, with a world and an offer of an hour.</summary>
internal sealed class SessionWorld : IAsyncDisposable
{
    private bool _isShared;

    private SessionWorld(MentoringWorld world, FakeTimeProvider time) => (World, Time) = (world, time);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public MentoringWorld World { get; }

    public FakeTimeProvider Time { get; }

    /// <summary>The clock goes on at once: what the hub does every second is not done for each second of days.</summary>
    public void Later(TimeSpan by) => Time.AdjustTime(Time.GetUtcNow() + by);

    public HubFactory Hub => World.Hub;

    public static async Task<SessionWorld> Start(DatabaseProvider database)
    {
        var time = new FakeTimeProvider(At(9));
        return new SessionWorld(await MentoringWorld.In(await HubFactory.Start(database, new HubOptions { Time = time }, Cancel)), time);
    }

    /// <summary>A world of its own in a hub that others use too, so the clock stands still.</summary>
    public static async Task<SessionWorld> In(MentoringHubs hubs, DatabaseProvider database) => new(await MentoringWorld.In(await hubs.On(database)), hubs.Time) { _isShared = true };

    public ValueTask DisposeAsync() => _isShared ? ValueTask.CompletedTask : Hub.DisposeAsync();

    /// <summary>An hour or half of one, from an hour's notice on, sixty days ahead; the mentor answers within a day.</summary>
    public Task<MentoringOffer> Offer(Action<MentoringOffer>? but = null, params Mentor[] mentors) => Hub.WithRows(db =>
    {
        var offer = new MentoringOffer { FacilityId = World.House.Id, NameEn = "An hour", NameJa = "一時間", Lengths = ",30,60,", NoticeHours = 1, AcceptWithinHours = 24, Mode = MeetingMode.Online };
        but?.Invoke(offer);
        db.Add(offer);
        db.AddRange(mentors.Select(mentor => new OfferHost { OfferId = offer.Id, MentorId = mentor.Id }));
        return Task.FromResult(offer);
    }, Cancel);

    public static object Wish(MentoringOffer offer, Mentor? mentor, DateTimeOffset at, int minutes = 60) =>
        new { offerId = offer.Id, mentorId = mentor?.Id, startsAt = at, lengthMinutes = minutes, purpose = "Our first round", topics = new[] { "finance" } };

    /// <summary>A session that both agreed on.</summary>
    public async Task<ApiAnswer> Agreed(MentoringOffer offer, Mentor mentor, DateTimeOffset at)
    {
        var asked = await World.AsAnn.Post("/mentoring-sessions", Wish(offer, mentor, at));
        asked.Status.ShouldBe(201, asked.Body?.ToJsonString());
        if (!offer.NeedsAcceptance)
            return asked;
        var agreed = await mentor.Client.Act($"/mentoring-sessions/{asked.Id}/accept", asked.Version);
        agreed.Status.ShouldBe(200, agreed.Body?.ToJsonString());
        return agreed;
    }

    /// <summary>Waits until every event has been handled.</summary>
    public async Task Settled()
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (await Hub.WithRows(db => db.Set<OutboxMessage>().AnyAsync(one => one.State == OutboxState.Waiting, Cancel), Cancel))
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, patience.IsCancellationRequested ? throw new TimeoutException("Events wait in the outbox.") : Cancel);
    }

    /// <summary>Subjects of the mails to a person, in order.</summary>
    public Task<List<string>> Mails(Registry.People.Account to, string part) => Hub.WithRows(async db =>
        (await db.Set<OutgoingMail>().Where(mail => mail.To == to.Email).OrderBy(mail => mail.Id).Select(mail => mail.Subject).ToListAsync(Cancel))
            .FindAll(subject => subject.Contains(part, StringComparison.Ordinal)), Cancel);
}
