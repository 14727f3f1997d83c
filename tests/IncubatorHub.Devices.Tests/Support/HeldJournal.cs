using System.Text;
using IncubatorHub.Telemetry;

namespace IncubatorHub.Devices.Tests.Support;

/// <summary>A journal whose commits the test decides: at once, when told, or never with success.</summary>
internal sealed class HeldJournal(TimeProvider time) : IReadingJournal
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, int> _names = [];
    private List<ReadingBatch> _queued = [];

    public bool IsHeld { get; set; }

    public bool Fails { get; set; }

    /// <summary>When set, Enqueue does not complete until it does: the store's queue is full.</summary>
    public TaskCompletionSource? Full { get; set; }

    public int Commits { get; private set; }

    public int Readings { get; private set; }

    public TelemetryHealth Health => new(!Fails, Fails ? "told to fail" : "", time.GetUtcNow());

    public int Queued
    {
        get { lock (_lock) return _queued.Count; }
    }

    public int ResolveSource(string source) => Number(source);

    public int Resolve(int source, ReadOnlySpan<byte> device, ReadOnlySpan<byte> metric) =>
        Number($"{source}/{Encoding.UTF8.GetString(device)}/{Encoding.UTF8.GetString(metric)}");

    public async ValueTask Enqueue(ReadingBatch batch, CancellationToken cancel)
    {
        lock (_lock) _queued.Add(batch);
        if (!IsHeld) _ = Task.Run(Commit, cancel);
        if (Full is { } full) await full.Task;
    }

    public void Commit()
    {
        lock (_lock)
        {
            var commit = _queued;
            _queued = [];
            if (commit.Count == 0) return;
            Commits++;
            var owners = new List<IBatchOwner>();
            foreach (var batch in commit)
            {
                var owner = batch.Owner!;
                Readings += Fails ? 0 : batch.Count;
                owner.Committed(batch, Fails ? default : new BatchOutcome(true, batch.Count, 0, 0));
                if (!owners.Contains(owner)) owners.Add(owner);
                batch.Return();
            }

            foreach (var owner in owners) owner.CommitEnded();
        }
    }

    private int Number(string name)
    {
        lock (_lock) return _names.TryGetValue(name, out var number) ? number : _names[name] = _names.Count + 1;
    }
}
