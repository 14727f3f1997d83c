using IncubatorHub.Edge.Spool;
using IncubatorHub.Protocol;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace IncubatorHub.Edge.Tests;

/// <summary>A spool in a directory of its own, gone with the test.</summary>
internal sealed class Given : IDisposable
{
    private readonly List<SpoolFile> _open = [];

    public static readonly DateTimeOffset Start = new(2026, 11, 24, 22, 30, 0, TimeSpan.Zero);

    public string Folder { get; } = Directory.CreateTempSubdirectory("ih-edge-").FullName;
    public FakeTimeProvider Time { get; } = new(Start);
    public string Path => System.IO.Path.Combine(Folder, "spool.db");

    public SpoolFile Spool(long maxBytes = 10_000_000)
    {
        var spool = new SpoolFile(Path, maxBytes);
        _open.Add(spool);
        return spool;
    }

    public SpoolWriter Writer(SpoolFile spool) => new(spool, Time, NullLogger<SpoolWriter>.Instance);

    public static SpoolReading Reading(double value, long time = 1000, string device = "freezer-12", string metric = "temp") =>
        new(device, metric, time, value, ReadingQuality.Good);

    public static NewEvent Event(string kind = EventKinds.DoorOpened, string source = "main") => new(1000, kind, source, []);

    public static async Task Until(Func<bool> holds, string what)
    {
        var cancel = TestContext.Current.CancellationToken;
        var deadline = TimeProvider.System.GetTimestamp();
        while (!holds())
        {
            if (TimeProvider.System.GetElapsedTime(deadline) > TimeSpan.FromSeconds(15)) throw new TimeoutException($"Waited 15 s for: {what}");
            await Task.Delay(TimeSpan.FromMilliseconds(10), TimeProvider.System, cancel);
        }
    }

    public void Dispose()
    {
        foreach (var spool in _open) spool.Dispose();
        Directory.Delete(Folder, recursive: true);
    }
}
