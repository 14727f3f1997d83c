using System.Text;
using System.Threading.Channels;

namespace IncubatorHub.Devices.Readings;

/// <summary>A series that this process sees for the first time.</summary>
/// <param name="Series">The telemetry store's number.</param>
/// <param name="GatewayId">The gateway that sent it.</param>
/// <param name="Device">The device's name on the wire.</param>
/// <param name="Metric">The metric's name on the wire.</param>
public sealed record DiscoveredSeriesNotice(int Series, Guid GatewayId, string Device, string Metric);

/// <summary>
/// Tells the registry of devices about series that it may not know. Each is announced once per process, so the one reader must be
/// idempotent; when the queue is full, the series is announced again with its next message instead of being lost.
/// </summary>
public sealed class DiscoveredSeries
{
    private readonly Channel<DiscoveredSeriesNotice> _notices =
        Channel.CreateBounded<DiscoveredSeriesNotice>(new BoundedChannelOptions(10_000) { SingleReader = true });

    private readonly Lock _growing = new();
    private volatile bool[] _seen = new bool[1_024];

    /// <summary>The notices; read by the registry of devices.</summary>
    public ChannelReader<DiscoveredSeriesNotice> Notices => _notices.Reader;

    internal bool IsNew(int series)
    {
        var seen = _seen;
        return series >= seen.Length || !seen[series];
    }

    internal void Announce(int series, Guid gatewayId, ReadOnlySpan<byte> device, ReadOnlySpan<byte> metric)
    {
        lock (_growing)
        {
            if (series >= _seen.Length)
            {
                var larger = _seen;
                Array.Resize(ref larger, Math.Max(series + 1, _seen.Length * 2));
                _seen = larger;
            }

            if (_seen[series]) return;
            _seen[series] = _notices.Writer.TryWrite(new(series, gatewayId, Encoding.UTF8.GetString(device), Encoding.UTF8.GetString(metric)));
        }
    }
}
