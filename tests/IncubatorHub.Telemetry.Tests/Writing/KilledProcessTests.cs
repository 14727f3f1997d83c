using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.Logging.Abstractions;

namespace IncubatorHub.Telemetry.Tests.Writing;

public sealed class KilledProcessTests
{
    [Fact]
    public async Task Whatever_was_acknowledged_before_SIGKILL_is_there_exactly_once()
    {
        var cancel = TestContext.Current.CancellationToken;
        var folder = Directory.CreateTempSubdirectory("telemetry-kill");
        try
        {
            var path = Path.Combine(folder.FullName, "t.db");
            var acknowledged = new List<(int Round, int Number)>();
            for (var round = 0; round < 6; round++)
            {
                // Rounds of different lengths, so that the kill meets different moments.
                var numbers = await RunAndKill(path, round, leastBatches: 500 + round * 1_500, cancel);
                numbers.ShouldNotBeEmpty();
                acknowledged.AddRange(numbers.Select(number => (round, number)));
                await MustHoldAll(path, acknowledged, cancel);
            }
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task<List<int>> RunAndKill(string path, int round, int leastBatches, CancellationToken cancel)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, UseShellExecute = false };
        foreach (var argument in (string[])[typeof(VictimProcess).Assembly.Location, VictimProcess.Verb, path, round.ToString(CultureInfo.InvariantCulture)]) start.ArgumentList.Add(argument);
        using var process = Process.Start(start)!;
        var numbers = new List<int>();
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        deadline.CancelAfter(TimeSpan.FromSeconds(60));
        try
        {
            while (await process.StandardOutput.ReadLineAsync(deadline.Token) is { } line)
            {
                // The last line may be cut off by the kill; a number that is printed in part was acknowledged all the same, but which is unknown.
                numbers.Add(int.Parse(line, CultureInfo.InvariantCulture));
                if (numbers.Count == leastBatches) process.Kill();
            }
        }
        finally
        {
            if (!process.HasExited) process.Kill();
            await process.WaitForExitAsync(cancel);
        }

        if (numbers.Count > leastBatches) numbers.RemoveAt(numbers.Count - 1);
        numbers.Count.ShouldBeGreaterThanOrEqualTo(leastBatches);
        return numbers;
    }

    private static async Task MustHoldAll(string path, List<(int Round, int Number)> acknowledged, CancellationToken cancel)
    {
        await using var store = await TelemetryStore.Open(VictimProcess.Options(path, round: 0), TimeProvider.System, NullLogger.Instance, cancel);
        (await store.Check(cancel)).IsSound.ShouldBeTrue();
        var held = new Dictionary<(int, long), double>[VictimProcess.SeriesCount];
        for (var n = 0; n < VictimProcess.SeriesCount; n++)
        {
            held[n] = [];
            if (!store.TryResolve(VictimProcess.Key(n), out var series)) continue;
            foreach (var reading in await store.Range(series, 0, Reading.MaxTimestampMs, int.MaxValue, cancel)) held[n].Add((n, reading.TimestampMs), reading.Value);
        }

        var missing = 0;
        foreach (var (round, number) in acknowledged)
        {
            foreach (var (series, at, value) in VictimProcess.Batch(round, number))
            {
                if (!held[series].TryGetValue((series, at), out var found) || !found.Equals(value)) missing++;
            }
        }

        missing.ShouldBe(0, $"of the readings of {acknowledged.Count} acknowledged batches");
    }
}
