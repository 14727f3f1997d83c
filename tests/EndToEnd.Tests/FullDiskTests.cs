using System.Net;
using IncubatorHub.EndToEnd.Tests.Support;

namespace IncubatorHub.EndToEnd.Tests;

/// <summary>A hub whose disk is full says so, promises nothing, and goes on by itself once there is room.</summary>
public sealed class FullDiskTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task A_full_disk_stops_acknowledgements_and_readiness_with_a_reason_and_both_return_with_the_space()
    {
        await using var disk = await SmallDisk.Mount(megabytes: 48);
        await using var hub = await HubProcess.Start(gateways: 2, disk.Path);
        var process = hub.Child.Id;
        var start = TimeProvider.System.GetUtcNow().AddMinutes(-30);
        var gateways = hub.Seed.Gateways.Select(known => new LoadGateway(known, hub.MqttPort, start, TimeSpan.FromMilliseconds(20))).ToList();
        using var stop = new CancellationTokenSource();
        using var abort = CancellationTokenSource.CreateLinkedTokenSource(Until.Cancel);
        var running = gateways.Select(gateway => Task.Run(() => gateway.Run(stop.Token, abort.Token))).ToList();
        try
        {
            await Until.Holds(() => gateways.TrueForAll(g => g.Telemetry.Acknowledged > 20 && g.Events.Acknowledged > 20), Patience, "the first acknowledgements", hub.Child.Evidence);
            await Until.Holds(async () => await Ready(hub) is { Status: HttpStatusCode.OK }, Patience, "readiness before the disk is full", hub.Child.Evidence);

            await disk.Fill();
            await NothingIsAcknowledged(gateways, hub);
            var sick = await Until.Has(async () => await Ready(hub) is { Status: HttpStatusCode.ServiceUnavailable } answer ? answer.Body : null, Patience, "the hub not ready");
            sick.ShouldContain("full");
            // Readings or events: the files of either may still have room within, and one that fails closes the connection of both.
            hub.Child.Lines.ShouldContain(
                line => line.Contains("were not stored", StringComparison.Ordinal) || line.Contains("could not be stored", StringComparison.Ordinal), $"a line in the log\n{hub.Child.Evidence()}");

            disk.GiveBack();
            var before = gateways.ConvertAll(g => (Telemetry: g.Telemetry.Acknowledged, Events: g.Events.Acknowledged));
            await Until.Holds(
                () => gateways.Zip(before).All(pair => pair.First.Telemetry.Acknowledged > pair.Second.Telemetry + 20 && pair.First.Events.Acknowledged > pair.Second.Events + 20),
                Patience, "acknowledgements again", hub.Child.Evidence);
            await Until.Holds(async () => await Ready(hub) is { Status: HttpStatusCode.OK }, Patience, "readiness again", hub.Child.Evidence);
            hub.Child.HasExited.ShouldBeFalse();
            hub.Child.Id.ShouldBe(process, "without a restart");
            await stop.CancelAsync();
            await Task.WhenAll(running).WaitAsync(Patience, Until.Cancel);
        }
        finally
        {
            await stop.CancelAsync();
            await abort.CancelAsync();
            await Until.Ended(Task.WhenAll(running));
        }

        // What was acknowledged must be on the disk, not only in the memory of the process that had the trouble.
        await hub.Kill();
        await hub.Restart();
        foreach (var gateway in gateways) await LoadCheck.HoldsEverythingOnceAndInOrder(hub.Api, gateway);
    }

    /// <summary>A commit may still find room inside the files that are there; from some moment on none does.</summary>
    private static async Task NothingIsAcknowledged(List<LoadGateway> gateways, HubProcess hub)
    {
        var quiet = TimeSpan.FromSeconds(3);
        var last = -1L;
        var since = TimeProvider.System.GetTimestamp();
        await Until.Holds(() =>
        {
            var now = gateways.Sum(g => g.Telemetry.Acknowledged + g.Events.Acknowledged);
            if (now != last) (last, since) = (now, TimeProvider.System.GetTimestamp());
            return TimeProvider.System.GetElapsedTime(since) > quiet;
        }, TimeSpan.FromSeconds(90), $"no acknowledgement for {quiet.TotalSeconds:0} s on a full disk", hub.Child.Evidence);
    }

    private static Task<(HttpStatusCode Status, string Body)> Ready(HubProcess hub) => hub.Api.Raw("health/ready");
}
