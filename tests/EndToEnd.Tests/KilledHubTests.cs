using IncubatorHub.EndToEnd.Tests.Support;

namespace IncubatorHub.EndToEnd.Tests;

/// <summary>An acknowledgement means on disk, whatever happens to the process that gave it.</summary>
public sealed class KilledHubTests
{
    private const int Kills = 20;
    private const int Connections = 50;
    private const long MessagesBetweenKills = 800;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task Killed_twenty_times_under_load_the_hub_holds_every_acknowledged_reading_and_event_once_and_in_order()
    {
        await using var hub = await HubProcess.Start(Connections);
        var now = TimeProvider.System.GetUtcNow();
        // Every other gateway sends from three hours back, so that closed windows are being compacted and merged when the process dies.
        var gateways = hub.Seed.Gateways
            .Select((known, i) => new LoadGateway(known, hub.MqttPort, i % 2 == 0 ? now.AddMinutes(-30) : now.AddHours(-3), TimeSpan.FromMilliseconds(50)))
            .ToList();
        using var stop = new CancellationTokenSource();
        using var abort = CancellationTokenSource.CreateLinkedTokenSource(Until.Cancel);
        var running = gateways.Select(gateway => Task.Run(() => gateway.Run(stop.Token, abort.Token))).ToList();
        try
        {
            await KillAgainAndAgain(hub, gateways, running);
            await stop.CancelAsync();
            await Task.WhenAll(running).WaitAsync(Patience, Until.Cancel);
        }
        finally
        {
            await stop.CancelAsync();
            await abort.CancelAsync();
            await Until.Ended(Task.WhenAll(running));
        }

        gateways.ShouldAllBe(gateway => gateway.Connections > Kills, "every gateway came back after each kill");
        foreach (var gateway in gateways) await LoadCheck.HoldsEverythingOnceAndInOrder(hub.Api, gateway);
        TestContext.Current.TestOutputHelper?.WriteLine(
            $"figure: {gateways.Sum(g => g.Telemetry.Made * LoadGateway.RowsPerMessage * 2)} readings and {gateways.Sum(g => g.Events.Made)} events over {Kills} kills, "
            + $"{gateways.Sum(g => g.Telemetry.Resent + g.Events.Resent)} messages sent again");
    }

    private static async Task KillAgainAndAgain(HubProcess hub, List<LoadGateway> gateways, List<Task> running)
    {
        // Seeded, so that a failure comes with the same moments again, as far as a busy machine lets it.
        var chance = new Random(20);
        for (var kill = 1; kill <= Kills; kill++)
        {
            var before = Acknowledged(gateways);
            await Until.Holds(() =>
            {
                if (running.Find(one => one.IsFaulted) is { } failed) throw new InvalidOperationException("A gateway gave up.", failed.Exception);
                return Acknowledged(gateways) >= before + MessagesBetweenKills && gateways.TrueForAll(g => g.Connections >= kill);
            }, Patience, $"{MessagesBetweenKills} acknowledgements over {Connections} connections before kill {kill}", hub.Child.Evidence);
            await Until.Pause(TimeSpan.FromMilliseconds(chance.Next(200)), Until.Cancel);
            await hub.Kill();
            await hub.Restart();
        }
    }

    private static long Acknowledged(List<LoadGateway> gateways) => gateways.Sum(g => g.Telemetry.Acknowledged + g.Events.Acknowledged);
}
