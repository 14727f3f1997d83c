using System.Text.Json;

namespace IncubatorHub.HardwareSim.Fleet;

/// <summary>What the fleet has done so far. Thread-safe.</summary>
internal sealed class FleetCounters
{
    /// <summary>Upper bounds in ms of the latency classes, each a quarter more than the one before: quantiles are right to 25 %.</summary>
    private static readonly double[] Bounds = [.. Enumerable.Range(0, 64).Select(i => 0.1 * Math.Pow(1.25, i))];
    private readonly long[] _latency = new long[Bounds.Length];
    private long _connected, _made, _published, _acknowledged, _refused, _republished, _reconnects, _dropped, _readings, _bytes;

    public void Connected(bool again)
    {
        Interlocked.Increment(ref _connected);
        if (again) Interlocked.Increment(ref _reconnects);
    }

    public long ConnectedNow => Interlocked.Read(ref _connected);
    public long AcknowledgedBatches => Interlocked.Read(ref _acknowledged);

    public void Disconnected() => Interlocked.Decrement(ref _connected);

    public void Made() => Interlocked.Increment(ref _made);

    public void Dropped() => Interlocked.Increment(ref _dropped);

    public void Publishing(Batch batch)
    {
        Interlocked.Increment(ref _published);
        Interlocked.Add(ref _bytes, batch.Payload.Length);
        if (batch.WasSent) Interlocked.Increment(ref _republished);
    }

    /// <summary>The broker answered with a reason code that is no success; the batch is not sent again.</summary>
    public void Refused() => Interlocked.Increment(ref _refused);

    public void Acknowledged(Batch batch, TimeSpan latency)
    {
        Interlocked.Increment(ref _acknowledged);
        Interlocked.Add(ref _readings, batch.Readings);
        var at = Array.BinarySearch(Bounds, latency.TotalMilliseconds);
        Interlocked.Increment(ref _latency[Math.Min(at < 0 ? ~at : at, Bounds.Length - 1)]);
    }

    public string Json(TimeSpan elapsed, int gateways, bool final) => JsonSerializer.Serialize(new
    {
        final,
        seconds = Math.Round(elapsed.TotalSeconds, 1),
        gateways,
        connected = _connected,
        made = _made,
        published = _published,
        acknowledged = _acknowledged,
        refused = _refused,
        republished = _republished,
        reconnects = _reconnects,
        dropped = _dropped,
        readingsAcknowledged = _readings,
        bytesPublished = _bytes,
        ackMsP50 = Quantile(0.5),
        ackMsP99 = Quantile(0.99),
    });

    private double Quantile(double share)
    {
        var total = _latency.Sum();
        long seen = 0;
        for (var i = 0; i < Bounds.Length; i++)
        {
            seen += _latency[i];
            if (total > 0 && seen >= share * total) return Math.Round(Bounds[i], 2);
        }

        return 0;
    }
}
