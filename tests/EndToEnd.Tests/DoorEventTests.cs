using IncubatorHub.EndToEnd.Tests.Support;
using IncubatorHub.Protocol;

namespace IncubatorHub.EndToEnd.Tests;

/// <summary>From a simulated door through the agent to the hub's API.</summary>
public sealed class DoorEventTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    [Fact]
    public async Task What_happens_at_a_door_is_seen_at_the_hub_once_in_order_and_by_kind()
    {
        await using var site = await Site.Start(backlogPerSecond: 20);
        await site.Lab.Tell("SET entrance card 0");
        await site.Lab.Tell("SET entrance card 1");
        await site.Lab.Tell("SET entrance exit 1");
        await site.Lab.Tell("SET entrance open 1");
        await site.Lab.Tell("SET entrance open 0");
        await site.Lab.Tell("FAULT laboratory door-forced");
        await site.Lab.Tell("CLEAR laboratory");
        await site.Lab.Tell("FAULT entrance door-held");
        await Heard(site, "HELD_OPEN");
        await site.Lab.Tell("CLEAR entrance");
        await Heard(site, "HELD_OPEN_CLEARED");
        await site.Lab.Tell("FAULT entrance tamper");

        string[] kinds =
        [
            EventKinds.DoorDenied, EventKinds.DoorExitRequest, EventKinds.DoorOpened, EventKinds.DoorClosed, EventKinds.DoorForced,
            EventKinds.DoorHeldOpen, EventKinds.DoorHeldOpenCleared, EventKinds.DoorTamper,
        ];
        foreach (var kind in kinds)
            await Until.Holds(async () => (await site.Hub.Api.Events(site.Gateway.Id, kind)).Count > 0, Patience, $"an event of kind {kind}", site.Evidence);

        var said = DoorRecord.From(site.Doors.Heard);
        List<DoorRecord> held = [];
        await Until.Holds(async () => (held = DoorRecord.From(await site.Hub.Api.Events(site.Gateway.Id, "door."))).Count >= said.Count, Patience, "all door events", site.Evidence);
        held.Take(said.Count).ShouldBe(said, "once each, in the controller's order");

        var denied = (await site.Hub.Api.Events(site.Gateway.Id, EventKinds.DoorDenied))[0].Detail!.Value;
        denied.GetProperty("reason").GetString().ShouldNotBeNullOrEmpty("a denial says why");
        var forced = await site.Hub.Api.Get($"gateway-events?facilityId={site.Hub.Seed.FacilityId}&kind={EventKinds.DoorForced}");
        forced.GetProperty("items")[0].GetProperty("source").GetString().ShouldBe("laboratory");
        var events = await site.Hub.Api.Events(site.Gateway.Id);
        events.Select(one => one.Sequence).ShouldBe(events.Select(one => one.Sequence).Distinct().Order(), "stored in gateway order");
    }

    private static Task Heard(Site site, string kind) => Until.Holds(
        () => site.Doors.Heard.Any(line => line.Split(' ') is [_, _, _, "entrance", var found, ..] && found == kind), Patience, $"{kind} on the controller's line", site.Evidence);
}
