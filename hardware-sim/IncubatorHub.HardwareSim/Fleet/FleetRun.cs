using System.Globalization;

namespace IncubatorHub.HardwareSim.Fleet;

/// <summary>Plays all gateways, prints counters every ten seconds and at the end.</summary>
internal sealed class FleetRun(IReadOnlyList<GatewayCredential> gateways, FleetOptions options, TimeProvider time, TextWriter output)
{
    private static readonly TimeSpan ReportEvery = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan DrainPatience = TimeSpan.FromSeconds(30);

    public FleetCounters Counters { get; } = new();

    /// <summary>Ends after the duration, or when stopped; what was made is sent first if that takes no longer than 30 s (stopped: 1 s).</summary>
    public async Task Run(CancellationToken stopping)
    {
        var began = time.GetTimestamp();
        using var making = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        using var sending = new CancellationTokenSource();
        await using var onStop = stopping.Register(() => sending.CancelAfter(TimeSpan.FromSeconds(1)));
        using var end = options.Duration is { } duration
            ? new CancellationTokenSource(duration, time)
            : new CancellationTokenSource();
        await using var onEnd = end.Token.Register(() =>
        {
            // Cancelling runs what waits for it at once, perhaps to the end of this run: so it comes last.
            sending.CancelAfter(DrainPatience);
            making.Cancel();
        });

        var epoch = time.GetUtcNow().ToUnixTimeMilliseconds().ToString("x", CultureInfo.InvariantCulture);
        var localStart = time.GetLocalNow().DateTime;
        var reporting = Report(began, making.Token);
        await Task.WhenAll(gateways.Select(g => Task.Run(
            async () =>
            {
                using var player = new GatewayPlayer(
                    g, new SimulatedGateway(g.Id, options.Devices, options.Seed, localStart, epoch), options, Counters, time);
                await player.Play(making.Token, sending.Token);
            },
            CancellationToken.None)));
        await making.CancelAsync();
        await reporting;
        await output.WriteLineAsync(Counters.Json(time.GetElapsedTime(began), gateways.Count, final: true));
    }

    private async Task Report(long began, CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(ReportEvery, time);
        try
        {
            while (await timer.WaitForNextTickAsync(cancellationToken))
                await output.WriteLineAsync(Counters.Json(time.GetElapsedTime(began), gateways.Count, final: false));
        }
        catch (OperationCanceledException)
        {
            // The final line follows.
        }
    }
}
