using System.Diagnostics;
using Microsoft.Extensions.Logging.Abstractions;
using static IncubatorHub.Telemetry.Tests.StoreFixture;

namespace IncubatorHub.Telemetry.Tests.Writing;

public sealed class DiskFullTests
{
    [Fact]
    public async Task A_full_database_acknowledges_nothing_says_why_and_recovers_without_restart()
    {
        await using var fixture = await Open();
        var series = fixture.Series();
        (await fixture.Append(series, (Start, 1))).Durable.ShouldBeTrue();
        var since = fixture.Store.Health.Since;
        await fixture.Store.ExecuteOnWriter("PRAGMA max_page_count = 1", Cancel);
        fixture.Time.Advance(TimeSpan.FromMinutes(1));

        var refused = 0;
        for (var i = 1; i <= 5_000 && refused < 3; i++)
        {
            var batch = ReadingBatch.Rent();
            for (var j = 0; j < 1_000; j++) batch.Add(series, Start + i * 1_000 + j, 1 / (1.0 + j), ReadingQuality.Good);
            var outcome = await fixture.Store.Append(batch, Cancel);
            if (!outcome.Durable) refused++;
        }

        refused.ShouldBe(3);
        var health = fixture.Store.Health;
        health.IsHealthy.ShouldBeFalse();
        health.Reason.ShouldContain("full");
        health.Since.ShouldBeGreaterThan(since);
        fixture.Store.Counters.FailedBatches.ShouldBe(3);
        var held = (await fixture.All(series)).Length;
        held.ShouldBe((int)fixture.Store.Counters.Readings);

        await fixture.Store.ExecuteOnWriter("PRAGMA max_page_count = 1000000", Cancel);
        (await fixture.Append(series, (Start + 99 * Hour, 2))).Durable.ShouldBeTrue();
        fixture.Store.Health.IsHealthy.ShouldBeTrue();
        await fixture.Reopen();
        (await fixture.All(series)).Length.ShouldBe(held + 1);
    }

    [Fact]
    public async Task A_full_disk_acknowledges_nothing_and_recovers_when_space_returns()
    {
        var mount = Directory.CreateTempSubdirectory("telemetry-full").FullName;
        if (!OperatingSystem.IsLinux() || await Run("mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs", mount) != 0)
        {
            Directory.Delete(mount);
            Assert.Skip("Mounting a small tmpfs needs root on Linux.");
        }

        try
        {
            var options = new TelemetryStoreOptions { Path = Path.Combine(mount, "t.db") };
            var store = await TelemetryStore.Open(options, TimeProvider.System, NullLogger.Instance, Cancel);
            var series = store.Resolve(new SeriesKey("g", "d", "m"));
            var ballast = Path.Combine(mount, "ballast");
            await File.WriteAllBytesAsync(ballast, new byte[2 * 1024 * 1024], Cancel);
            var acknowledged = new List<long>();
            var at = Start;
            async Task<bool> Send()
            {
                var batch = ReadingBatch.Rent();
                var sent = new List<long>();
                for (var j = 0; j < 2_000; j++)
                {
                    batch.Add(series, ++at, 1 / (1.0 + at), ReadingQuality.Good);
                    sent.Add(at);
                }

                var outcome = await store.Append(batch, Cancel);
                if (outcome.Durable) acknowledged.AddRange(sent);
                return outcome.Durable;
            }

            for (var i = 0; i < 1_000 && await Send(); i++)
            {
            }

            store.Health.IsHealthy.ShouldBeFalse("the disk of 4 MB must be full by now");
            File.Delete(ballast);
            (await Send()).ShouldBeTrue("space is back");
            store.Health.IsHealthy.ShouldBeTrue();
            await store.DisposeAsync();

            store = await TelemetryStore.Open(options, TimeProvider.System, NullLogger.Instance, Cancel);
            var held = (await store.Range(series, 0, Reading.MaxTimestampMs, int.MaxValue, Cancel)).Select(r => r.TimestampMs).ToHashSet();
            acknowledged.Count(one => !held.Contains(one)).ShouldBe(0);
            await store.DisposeAsync();
        }
        finally
        {
            await Run("umount", "-l", mount);
            Directory.Delete(mount);
        }
    }

    private static async Task<int> Run(string command, params string[] arguments)
    {
        var start = new ProcessStartInfo(command) { UseShellExecute = false, RedirectStandardError = true };
        foreach (var argument in arguments) start.ArgumentList.Add(argument);
        using var process = Process.Start(start)!;
        await process.WaitForExitAsync(Cancel);
        return process.ExitCode;
    }
}
