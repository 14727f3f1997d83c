using IncubatorHub.EndToEnd.Tests.Support;

namespace IncubatorHub.EndToEnd.Tests;

/// <summary>Gateways come and go while people work on them.</summary>
public sealed class PresenceTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task A_gateway_that_comes_and_goes_is_shown_so_and_spoils_nobodys_edit()
    {
        await using var hub = await HubProcess.Start(gateways: 1);
        var known = hub.Seed.Gateways[0];
        var path = $"gateways/{known.Id}";
        var seen = await hub.Api.Version(path);
        await using (var gateway = await MqttGateway.Connect(known, hub.MqttPort))
        {
            (await gateway.Publish("state", """{"state":"online","epoch":"a","since":1795559405000}""", Patience)).ShouldBe(0);
            await Presence("online");
        }

        await Presence("offline");
        await hub.Api.Put(path, """{"name":"Renamed meanwhile"}""", seen);
        (await hub.Api.Get(path)).GetProperty("name").GetString().ShouldBe("Renamed meanwhile");

        Task Presence(string expected) => Until.Holds(
            async () => (await hub.Api.Get(path)).GetProperty("presence").GetString() == expected, Patience, $"presence {expected}", hub.Child.Evidence);
    }
}
