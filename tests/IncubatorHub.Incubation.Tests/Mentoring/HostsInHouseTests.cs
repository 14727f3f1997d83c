using IncubatorHub.Devices.Gateways;
using IncubatorHub.Devices.Readings;
using IncubatorHub.Incubation.Tests.Mentors;
using IncubatorHub.Platform.Persistence;
using IncubatorHub.Protocol;
using IncubatorHub.TestKit;
using static IncubatorHub.Incubation.Tests.Mentors.MentoringWorld;

namespace IncubatorHub.Incubation.Tests.Mentoring;

public sealed class HostsInHouseTests(MentoringHubs hubs) : IClassFixture<MentoringHubs>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(DatabaseKinds.All), MemberType = typeof(DatabaseKinds))]
    public async Task A_suggestion_says_who_came_to_the_house_today(DatabaseProvider database)
    {
        await using var here = await SessionWorld.In(hubs, database);
        var (came, before, elsewhere) = (await here.World.Mentor(), await here.World.Mentor(), await here.World.Mentor(one => one.Houses = ""));
        var offer = await here.Offer(null, came, before, elsewhere);
        await Passes(here, came, "04A1000001", At(8, 30));
        await Passes(here, before, "04A1000002", At(8, 30, day: -1));
        await Passes(here, elsewhere, "04A1000003", At(8, 30));
        var slots = await here.World.AsAnn.Get($"/mentoring-offers/{offer.Id}/slots");
        slots.Body!.AsArray().Where(slot => slot!["reasons"]!.AsArray().Any(reason => reason!["code"]!.GetValue<string>() == "fit.in-house"))
            .Select(slot => slot!["mentorIds"]![0]!.GetValue<Guid>()).ShouldBe([came.Id], slots.Body.ToJsonString());
    }

    private static async Task Passes(SessionWorld here, Mentor mentor, string card, DateTimeOffset at)
    {
        var made = await here.World.Manager.Post("/access-cards", new { facilityId = here.World.House.Id, number = card, kind = "card", personId = mentor.Account.Id, validFrom = At(0, day: -9) });
        made.Status.ShouldBe(201, made.Body?.ToJsonString());
        await here.Hub.WithRows(db =>
        {
            var gateway = new Gateway { FacilityId = here.World.House.Id, Key = $"g{Guid.CreateVersion7():N}"[..20], Name = "Doors" };
            db.Add(gateway);
            db.Add(new StoredEvent
            {
                FacilityId = here.World.House.Id, GatewayId = gateway.Id, Epoch = "e", Sequence = 1, OccurredAt = at.ToUniversalTime(), ReceivedAt = at.ToUniversalTime(), Kind = EventKinds.DoorGranted,
                Source = "door", Detail = $$"""{"card":"{{card}}"}""",
            });
            return Task.FromResult(gateway);
        }, Cancel);
    }
}
