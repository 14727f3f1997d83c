using System.Collections.Concurrent;
using IncubatorHub.Edge.Sampling;
using IncubatorHub.Edge.Spool;
using IncubatorHub.Protocol;
using IncubatorHub.Protocol.Configuration;

namespace IncubatorHub.Edge.Drivers;

/// <summary>Samples the devices of one Modbus TCP connection, and writes its allow-listed coils and registers.</summary>
internal sealed partial class ModbusDriver(
    ModbusConfiguration configuration, SamplingConfiguration sampling, SpoolWriter spool, TimeProvider time, ILogger<ModbusDriver> log) : IDriver, IAsyncDisposable
{
    private readonly ModbusClient _client = new(configuration.Host, configuration.Port, TimeSpan.FromMilliseconds(configuration.TimeoutMs), time);
    private readonly Backoff _backoff = new(TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(1), Random.Shared);
    private readonly ConcurrentDictionary<(string Device, string Metric), (double Value, long Stamp)> _latest = new();
    private long _retryAtMs;
    private bool? _isOnline;

    public string Name => configuration.Name;

    /// <summary>Requests that failed since the start.</summary>
    public long Errors { get; private set; }

    public Task RunAsync(CancellationToken cancel) => Task.WhenAll(configuration.Devices
        .GroupBy(d => d.EverySeconds ?? sampling.EverySeconds)
        .Select(g => SampleAsync(g.Key, ModbusPlan.For(g, configuration.GapLimit), cancel)));

    private async Task SampleAsync(int everySeconds, List<ModbusRead> reads, CancellationToken cancel)
    {
        var band = new DeadBand();
        var last = new Dictionary<ModbusMetricConfiguration, double>(ReferenceEqualityComparer.Instance);
        while (true)
        {
            var tick = await SampleClock.WaitAsync(time, everySeconds, cancel);
            var readings = await ReadAllAsync(reads, last, tick, cancel);
            spool.Add([.. readings
                .Where(r => band.Passes(r.Reading, r.Metric.DeadBand, (r.Metric.HeartbeatSeconds ?? sampling.HeartbeatSeconds) * 1000L))
                .Select(r => r.Reading)]);
        }
    }

    /// <summary>Reads everything once. A metric that cannot be read gives its last value, flagged stale, or nothing when it never had one.</summary>
    internal async Task<List<(SpoolReading Reading, ModbusMetricConfiguration Metric)>> ReadAllAsync(
        List<ModbusRead> reads, Dictionary<ModbusMetricConfiguration, double> last, long tick, CancellationToken cancel)
    {
        var found = new List<(SpoolReading, ModbusMetricConfiguration)>();
        for (var i = 0; i < reads.Count; i++)
        {
            var read = reads[i];
            var values = await TryReadAsync(read, cancel);
            if (values.IsAddressRefused && read.Metrics.Count > 1)
            {
                reads.RemoveAt(i);
                reads.InsertRange(i, ModbusPlan.Split(read));
                SplitUp(log, Name, read.Unit, read.Table, read.Address, read.Count);
                i--;
                continue;
            }
            for (var m = 0; m < read.Metrics.Count; m++)
            {
                var (device, metric) = read.Metrics[m];
                var quality = ReadingQuality.Good;
                var value = values.Values?[m] ?? double.NaN;
                if (double.IsFinite(value)) (last[metric], _latest[(device, metric.Metric)]) = (value, (value, time.GetTimestamp()));
                else if (last.TryGetValue(metric, out value)) quality = values.Values is null ? ReadingQuality.Stale : ReadingQuality.Fault;
                else continue;
                found.Add((new(device, metric.Metric, tick, value, DeadBand.Judge(value, metric.Min, metric.Max, quality)), metric));
            }
        }
        return found;
    }

    public double? Latest(string device, string metric)
    {
        if (!_latest.TryGetValue((device, metric), out var latest)) return null;
        var every = configuration.Devices.Find(d => d.Device == device)?.EverySeconds ?? sampling.EverySeconds;
        return time.GetElapsedTime(latest.Stamp) <= TimeSpan.FromSeconds(3 * every) ? latest.Value : null;
    }

    /// <summary>Reads an allow-listed coil back.</summary>
    public async Task<bool> ReadCoilAsync(ModbusWritableConfiguration target, CancellationToken cancel) =>
        (await _client.ReadBitsAsync((byte)target.Unit, 1, target.Address, 1, cancel))[0];

    /// <summary>Writes one allow-listed coil or register.</summary>
    /// <exception cref="ArgumentException">The value is outside the configured range.</exception>
    public async Task WriteAsync(ModbusWritableConfiguration target, double value, CancellationToken cancel)
    {
        if (target.Table == "coil") await _client.WriteCoilAsync((byte)target.Unit, target.Address, value != 0, cancel);
        else if (value < target.Min || value > target.Max) throw new ArgumentException($"Allowed is {target.Min} to {target.Max}, found {value}.", nameof(value));
        else await _client.WriteRegistersAsync((byte)target.Unit, target.Address, ModbusValue.Encode((value - target.Offset) / target.Scale, target.Type, target.WordOrder), cancel);
    }

    public ModbusWritableConfiguration? Writable(string name) => configuration.Writables.Find(w => w.Name == name);

    public ValueTask DisposeAsync() => _client.DisposeAsync();

    private async Task<(double[]? Values, bool IsAddressRefused)> TryReadAsync(ModbusRead read, CancellationToken cancel)
    {
        if (time.GetUtcNow().ToUnixTimeMilliseconds() < _retryAtMs) return default;
        try
        {
            double[] values;
            if (read.IsBits)
            {
                var bits = await _client.ReadBitsAsync(read.Unit, read.Function, read.Address, read.Count, cancel);
                values = [.. read.Metrics.Select(m => Scaled(m.Metric, bits[m.Metric.Address - read.Address] ? 1 : 0))];
            }
            else
            {
                var registers = await _client.ReadRegistersAsync(read.Unit, read.Function, read.Address, read.Count, cancel);
                values = [.. read.Metrics.Select(m => Scaled(m.Metric,
                    ModbusValue.Decode(registers.AsSpan(m.Metric.Address - read.Address), m.Metric.Type, m.Metric.WordOrder, m.Metric.Bit)))];
            }
            Online();
            return (values, false);
        }
        catch (ModbusFault fault)
        {
            Errors++;
            Online(); // it answers; only this request is refused
            if (read.Metrics.Count == 1 || fault.Code != 2) Refused(log, Name, read.Unit, fault.Message);
            return (null, fault.Code == 2);
        }
        catch (Exception e) when (!cancel.IsCancellationRequested)
        {
            Errors++;
            Offline(e);
            return default;
        }
    }

    private static double Scaled(ModbusMetricConfiguration metric, double raw)
    {
        // 123 × 0.1 is 12.299999999999999; scales are decimal, so the product is rounded to the digits that a double surely holds.
        var value = raw * metric.Scale + metric.Offset;
        return metric.Scale == 1 && metric.Offset == 0 || Math.Abs(value) > 1e9 ? value : Math.Round(value, 9);
    }

    private void Online()
    {
        _backoff.Reset();
        if (_isOnline != true) spool.Add(Events.Of(time.GetUtcNow().ToUnixTimeMilliseconds(), EventKinds.EquipmentOnline, Name));
        _isOnline = true;
    }

    private void Offline(Exception error)
    {
        var now = time.GetUtcNow().ToUnixTimeMilliseconds();
        var wait = _backoff.Next();
        _retryAtMs = now + (long)wait.TotalMilliseconds;
        if (_isOnline != false) spool.Add(Events.Of(now, EventKinds.EquipmentOffline, Name, ("error", error.Message)));
        if (_isOnline != false) Lost(log, Name, error.Message);
        _isOnline = false;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Driver} does not answer ({Error}); its metrics are flagged stale and it is tried again with backoff")]
    private static partial void Lost(ILogger log, string driver, string error);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Driver} unit {Unit}: {Error}")]
    private static partial void Refused(ILogger log, string driver, byte unit, string error);

    [LoggerMessage(Level = LogLevel.Information, Message = "{Driver} unit {Unit} refuses {Table} {Address}+{Count} as one; its metrics are read one by one from now on")]
    private static partial void SplitUp(ILogger log, string driver, byte unit, string table, int address, int count);
}
