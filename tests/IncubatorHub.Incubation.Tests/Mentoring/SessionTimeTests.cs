using IncubatorHub.Incubation.Mentoring;
using IncubatorHub.Platform.Persistence;
using IncubatorHub.TestKit;
using Microsoft.Extensions.DependencyInjection;
using static IncubatorHub.Incubation.Tests.Mentors.MentoringWorld;

namespace IncubatorHub.Incubation.Tests.Mentoring;

/// <summary>What happens because of time alone: once, also when the hub was down at that minute.</summary>
public sealed class SessionTimeTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(DatabaseKinds.All), MemberType = typeof(DatabaseKinds))]
    public async Task A_request_that_nobody_answers_expires_and_frees_its_time(DatabaseProvider database)
    {
        await using var here = await SessionWorld.Start(database);
        var mentor = await here.World.Mentor();
        var offer = await here.Offer();
        var asked = await here.World.AsAnn.Post("/mentoring-sessions", SessionWorld.Wish(offer, mentor, At(10, day: 3)));
        var job = here.Hub.Services.GetRequiredService<ExpireRequests>();
        here.Later(TimeSpan.FromHours(24) - TimeSpan.FromSeconds(1));
        await job.Expire(Cancel);
        (await here.Hub.Given.SignedIn(here.World.Ann).Get($"/mentoring-sessions/{asked.Id}"))["state"]!.GetValue<string>().ShouldBe("requested");
        here.Later(TimeSpan.FromHours(7));
        // Over, though the job did not say so yet.
        var late = await here.Hub.Given.SignedIn(mentor.Account).Act($"/mentoring-sessions/{asked.Id}/accept", asked.Version);
        late.Code.ShouldBeOneOf("session.answer-too-late", "version.stale");
        await job.Expire(Cancel);
        await job.Expire(Cancel);
        (await here.Hub.Given.SignedIn(here.World.Ann).Get($"/mentoring-sessions/{asked.Id}"))["state"]!.GetValue<string>().ShouldBe("expired");
        (await here.Hub.Given.SignedIn(here.World.Eve).Post("/mentoring-sessions", SessionWorld.Wish(offer, mentor, At(10, day: 3)))).Status.ShouldBe(201);
        await here.Settled();
        (await here.Mails(here.World.Ann, "期限切れ")).Count.ShouldBe(1);
    }

    [Theory, MemberData(nameof(DatabaseKinds.All), MemberType = typeof(DatabaseKinds))]
    public async Task What_has_begun_is_not_called_off_and_what_is_not_over_has_no_outcome(DatabaseProvider database)
    {
        await using var here = await SessionWorld.Start(database);
        var mentor = await here.World.Mentor();
        var offer = await here.Offer();
        var late = await here.Agreed(offer, mentor, At(11, day: 1));
        here.Later(TimeSpan.FromHours(2.5) + TimeSpan.FromHours(24));
        var asAnn = here.Hub.Given.SignedIn(here.World.Ann);
        (await asAnn.Act($"/mentoring-sessions/{late.Id}/cancel", late.Version)).Code.ShouldBe("session.begun");
        (await asAnn.Act($"/mentoring-sessions/{late.Id}/outcome", late.Version, new { outcome = "attended" })).Code.ShouldBe("session.not-over");
    }

    [Theory, MemberData(nameof(DatabaseKinds.All), MemberType = typeof(DatabaseKinds))]
    public async Task Both_sides_are_reminded_a_day_and_an_hour_before_once_each(DatabaseProvider database)
    {
        await using var here = await SessionWorld.Start(database);
        var mentor = await here.World.Mentor();
        var offer = await here.Offer(one => one.NeedsAcceptance = false);
        await here.Agreed(offer, mentor, At(10, day: 3));
        var job = here.Hub.Services.GetRequiredService<RemindSessions>();
        async Task<(int, int)> Reminded()
        {
            await job.Send(Cancel);
            await job.Send(Cancel);
            return ((await here.Mails(mentor.Account, "まもなく")).Count, (await here.Mails(here.World.Ann, "まもなく")).Count);
        }

        (await Reminded()).ShouldBe((0, 0));
        here.Later(At(10, day: 2) - here.Time.GetUtcNow() - TimeSpan.FromSeconds(1));
        (await Reminded()).ShouldBe((0, 0));
        here.Later(TimeSpan.FromSeconds(1));
        (await Reminded()).ShouldBe((1, 1));
        here.Later(TimeSpan.FromHours(23));
        (await Reminded()).ShouldBe((2, 2));
        here.Later(TimeSpan.FromHours(1));
        (await Reminded()).ShouldBe((2, 2));
    }

    [Theory, MemberData(nameof(DatabaseKinds.All), MemberType = typeof(DatabaseKinds))]
    public async Task A_pause_of_the_hub_is_made_up_by_one_reminder_and_a_late_agreement_needs_none(DatabaseProvider database)
    {
        await using var here = await SessionWorld.Start(database);
        var mentor = await here.World.Mentor();
        var offer = await here.Offer(one => one.NeedsAcceptance = false);
        await here.Agreed(offer, mentor, At(10, day: 2));
        var job = here.Hub.Services.GetRequiredService<RemindSessions>();
        here.Later(At(9, 30, day: 2) - here.Time.GetUtcNow());
        await job.Send(Cancel);
        await job.Send(Cancel);
        (await here.Mails(here.World.Ann, "まもなく")).Count.ShouldBe(1);

        var eve = here.Hub.Given.SignedIn(here.World.Eve);
        (await eve.Post("/mentoring-sessions", SessionWorld.Wish(offer, mentor, At(11, day: 2)))).Status.ShouldBe(201);
        await job.Send(Cancel);
        (await here.Mails(here.World.Eve, "まもなく")).ShouldBeEmpty();
        here.Later(TimeSpan.FromMinutes(30));
        await job.Send(Cancel);
        (await here.Mails(here.World.Eve, "まもなく")).Count.ShouldBe(1);
    }

    [Theory, MemberData(nameof(DatabaseKinds.All), MemberType = typeof(DatabaseKinds))]
    public async Task Who_says_nothing_is_asked_twice_and_then_it_counts_as_missing(DatabaseProvider database)
    {
        await using var here = await SessionWorld.Start(database);
        var mentor = await here.World.Mentor();
        var offer = await here.Offer(one => one.NeedsAcceptance = false);
        var (first, second) = (await here.Agreed(offer, mentor, At(10, day: 1)), await here.Agreed(offer, mentor, At(13, day: 1)));
        var job = here.Hub.Services.GetRequiredService<ChaseOutcomes>();
        async Task<(int, int)> Asked()
        {
            await job.Ask(Cancel);
            await job.Ask(Cancel);
            return ((await here.Mails(mentor.Account, "いかが")).Count, (await here.Mails(here.World.Ann, "いかが")).Count);
        }

        here.Later(At(12, 59, day: 1) - here.Time.GetUtcNow());
        (await Asked()).ShouldBe((0, 0));
        here.Later(TimeSpan.FromMinutes(1));
        (await Asked()).ShouldBe((1, 1));
        // The mentor says how the second one was: of it only Ann is asked, and after a pause only once.
        here.Later(TimeSpan.FromHours(1.5));
        var said = await here.Hub.Given.SignedIn(mentor.Account).Act($"/mentoring-sessions/{second.Id}/outcome", second.Version, new { outcome = "attended", minutes = 50 });
        said.Status.ShouldBe(200, said.Body?.ToJsonString());
        here.Later(TimeSpan.FromDays(3));
        (await Asked()).ShouldBe((2, 3));
        here.Later(TimeSpan.FromDays(11));
        (await Asked()).ShouldBe((2, 3));
        var manager = await here.Hub.Given.ManagerOf(here.World.House.Id);
        var missing = (await manager.Get("/mentoring-sessions?awaitsOutcome=true")).Items.ShouldHaveSingleItem()!;
        (missing["id"]!.GetValue<Guid>(), missing["isOutcomeMissing"]!.GetValue<bool>()).ShouldBe((first.Id, true));
    }
}
