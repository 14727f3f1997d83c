using IncubatorHub.Incubation.Mentoring.Waiting;
using IncubatorHub.Platform.Persistence;
using IncubatorHub.TestKit;
using Microsoft.Extensions.DependencyInjection;
using static IncubatorHub.Incubation.Tests.Mentors.MentoringWorld;

namespace IncubatorHub.Incubation.Tests.Mentoring;

/// <summary>Whoever waits for a full mentor gets the time that comes free, first come, first served.</summary>
public sealed class WaitingTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(DatabaseKinds.All), MemberType = typeof(DatabaseKinds))]
    public async Task A_time_that_comes_free_is_asked_for_in_the_name_of_whoever_waits_longest(DatabaseProvider database)
    {
        await using var here = await SessionWorld.Start(database);
        var mentor = await here.World.Mentor(one => one.WeeklyHours = """[{"days":[0,1,2,3,4,5,6],"from":"10:00","until":"11:00"}]""");
        var offer = await here.Offer(null, mentor);
        var taken = await here.Agreed(offer, mentor, At(10, day: 1));
        object Wish(string purpose) => new { offerId = offer.Id, lengthMinutes = 60, from = At(0, day: 1), until = At(0, day: 2), purpose };
        var first = await here.World.AsEve.Post("/mentoring-waits", Wish("first"));
        var second = await here.World.AsBob.Post("/mentoring-waits", Wish("second"));
        (first.Status, first["state"]!.GetValue<string>(), second["state"]!.GetValue<string>()).ShouldBe((201, "waiting", "waiting"), first.Body?.ToJsonString());
        var job = here.Hub.Services.GetRequiredService<PlaceWaiting>();
        (await job.Place(Cancel)).ShouldBe(0);
        (await here.World.AsAnn.Act($"/mentoring-sessions/{taken.Id}/cancel", taken.Version)).Status.ShouldBe(200);
        await job.Place(Cancel);
        var placed = (await here.World.AsEve.Get("/mentoring-waits?mine=true")).Items.ShouldHaveSingleItem()!;
        placed["state"]!.GetValue<string>().ShouldBe("placed");
        var session = await here.World.AsEve.Get($"/mentoring-sessions/{placed["sessionId"]!.GetValue<Guid>()}");
        (session["state"]!.GetValue<string>(), session["purpose"]!.GetValue<string>(), session["startsAt"]!.GetValue<DateTimeOffset>()).ShouldBe(("requested", "first", At(10, day: 1)));
        (await here.World.AsBob.Get("/mentoring-waits?mine=true")).Items[0]!["state"]!.GetValue<string>().ShouldBe("waiting");
        (await here.World.AsAnn.Get("/mentoring-waits")).Items.Count.ShouldBe(1, "a company sees its own");
        await here.Settled();
        (await here.Mails(here.World.Eve, "空きが出ました")).Count.ShouldBe(1);

        (await here.World.AsEve.Act($"/mentoring-waits/{second.Id}/leave", version: null)).Code.ShouldBe("not-found");
        (await here.World.AsBob.Act($"/mentoring-waits/{second.Id}/leave", version: null))["state"]!.GetValue<string>().ShouldBe("left");
        (await mentor.Client.Act($"/mentoring-sessions/{session.Id}/decline", session.Version)).Status.ShouldBe(200);
        (await job.Place(Cancel)).ShouldBe(0, "nobody waits any more");
    }

    [Theory, MemberData(nameof(DatabaseKinds.All), MemberType = typeof(DatabaseKinds))]
    public async Task What_is_there_is_taken_at_once_and_what_is_over_is_waited_for_in_vain(DatabaseProvider database)
    {
        await using var here = await SessionWorld.Start(database);
        var mentor = await here.World.Mentor();
        var offer = await here.Offer(one => one.NeedsAcceptance = false);
        object Wish(DateTimeOffset from, DateTimeOffset until) => new { offerId = offer.Id, mentorId = mentor.Id, lengthMinutes = 60, from, until };
        var placed = await here.World.AsAnn.Post("/mentoring-waits", Wish(At(15, day: 1), At(16, day: 1)));
        (placed["state"]!.GetValue<string>(), placed["sessionId"] is not null).ShouldBe(("placed", true), placed.Body?.ToJsonString());
        (await here.World.AsAnn.Post("/mentoring-waits", Wish(At(8), At(9)))).Code.ShouldBe("session.waits-in-vain");
        var waiting = await here.World.AsAnn.Post("/mentoring-waits", Wish(At(18, day: 1), At(20, day: 1)));
        waiting["state"]!.GetValue<string>().ShouldBe("waiting");
        here.Later(TimeSpan.FromHours(34));
        await here.Hub.Services.GetRequiredService<PlaceWaiting>().Place(Cancel);
        (await here.Hub.Given.SignedIn(here.World.Ann).Get($"/mentoring-waits?mine=true&sort=-createdAt")).Items[0]!["state"]!.GetValue<string>().ShouldBe("expired");
    }

    [Theory, MemberData(nameof(DatabaseKinds.All), MemberType = typeof(DatabaseKinds))]
    public async Task A_person_waits_for_five_at_once_and_no_more(DatabaseProvider database)
    {
        await using var here = await SessionWorld.Start(database);
        var mentor = await here.World.Mentor(one => one.WeeklyHours = "[]");
        var offer = await here.Offer(null, mentor);
        object wish = new { offerId = offer.Id, lengthMinutes = 60, from = At(0, day: 1), until = At(0, day: 2) };
        for (var index = 0; index < MentoringWait.MaxPerPerson; index++)
            (await here.World.AsAnn.Post("/mentoring-waits", wish)).Status.ShouldBe(201);
        (await here.World.AsAnn.Post("/mentoring-waits", wish)).Code.ShouldBe("session.too-many-waiting");
        (await here.World.AsBob.Post("/mentoring-waits", wish)).Status.ShouldBe(201);
    }
}
