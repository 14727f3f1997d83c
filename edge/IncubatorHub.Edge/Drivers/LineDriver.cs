using System.IO.Ports;
using System.Net.Sockets;
using IncubatorHub.Edge.Sampling;
using IncubatorHub.Edge.Spool;
using IncubatorHub.Protocol;
using IncubatorHub.Protocol.Configuration;

namespace IncubatorHub.Edge.Drivers;

/// <summary>Reads an instrument that sends lines, by itself or when asked, over TCP or a serial port.</summary>
internal sealed partial class LineDriver(
    LineInstrumentConfiguration configuration, SamplingConfiguration sampling, SpoolWriter spool, TimeProvider time, ILogger<LineDriver> log) : IDriver
{
    private readonly LineParser _parser = new(configuration);
    private readonly Lock _gate = new();
    private readonly Dictionary<string, (double Value, long AtMs, long Stamp)> _latest = new(StringComparer.Ordinal);
    private volatile LineStream? _stream;

    public string Name => configuration.Name;

    private int EverySeconds => configuration.EverySeconds ?? sampling.EverySeconds;

    public Task RunAsync(CancellationToken cancel) => Task.WhenAll(ConnectAsync(cancel), SampleAsync(cancel));

    public double? Latest(string device, string metric)
    {
        lock (_gate)
        {
            return device == configuration.Device && _latest.TryGetValue(metric, out var latest) && time.GetElapsedTime(latest.Stamp) <= TimeSpan.FromSeconds(3 * EverySeconds)
                ? latest.Value : null;
        }
    }

    private async Task ConnectAsync(CancellationToken cancel)
    {
        var backoff = new Backoff(TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(1), Random.Shared);
        bool? isOnline = null;
        while (true)
        {
            try
            {
                using var connection = await OpenAsync(cancel);
                var stream = new LineStream(connection);
                _stream = stream;
                if (isOnline != true) spool.Add(Events.Of(Now, EventKinds.EquipmentOnline, Name));
                isOnline = true;
                await ReadLinesAsync(stream, backoff, cancel);
                throw new IOException("The instrument closed the connection.");
            }
            catch (Exception e) when (!cancel.IsCancellationRequested)
            {
                if (isOnline != false)
                {
                    spool.Add(Events.Of(Now, EventKinds.EquipmentOffline, Name, ("error", e.Message)));
                    Lost(log, Name, e.Message);
                }
                isOnline = false;
            }
            finally
            {
                _stream = null;
            }
            await Task.Delay(backoff.Next(), time, cancel);
        }
    }

    private async Task<Stream> OpenAsync(CancellationToken cancel)
    {
        if (configuration.SerialPort is { } device)
        {
            var port = new SerialPort(device, configuration.BaudRate, configuration.Parity switch { "even" => Parity.Even, "odd" => Parity.Odd, _ => Parity.None },
                configuration.DataBits, configuration.StopBits == 2 ? StopBits.Two : StopBits.One);
            port.Open();
            return port.BaseStream; // disposing the stream closes the port
        }
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(10), time);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancel);
            await socket.ConnectAsync(configuration.Host!, configuration.Port!.Value, either.Token);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private async Task ReadLinesAsync(LineStream stream, Backoff backoff, CancellationToken cancel)
    {
        while (true)
        {
            using var limit = new CancellationTokenSource(TimeSpan.FromMilliseconds(configuration.TimeoutMs), time);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancel);
            if (await stream.ReadAsync(either.Token) is not { } line) return;
            var values = _parser.Parse(line);
            if (values.Count > 0) backoff.Reset();
            else Unread(log, Name, line.Length);
            lock (_gate)
                foreach (var (metric, value) in values) _latest[metric.Metric] = (value, Now, time.GetTimestamp());
        }
    }

    private async Task SampleAsync(CancellationToken cancel)
    {
        var band = new DeadBand();
        while (true)
        {
            var tick = await SampleClock.WaitAsync(time, EverySeconds, cancel);
            spool.Add([.. Sample(tick).Where(r => band.Passes(r.Reading, r.Metric.DeadBand, (r.Metric.HeartbeatSeconds ?? sampling.HeartbeatSeconds) * 1000L)).Select(r => r.Reading)]);
            if (configuration.Poll is { } poll && _stream is { } stream)
            {
                try
                {
                    await stream.WriteAsync(poll, cancel);
                }
                catch (Exception e) when (e is IOException or ObjectDisposedException or InvalidOperationException)
                {
                    // The reading side sees the same broken connection and makes it anew.
                    Unsent(log, Name, e.Message);
                }
            }
        }
    }

    /// <summary>The latest values, stamped with the time of their line; older than two intervals they are flagged stale and stamped with the tick.</summary>
    private List<(SpoolReading Reading, LineMetricConfiguration Metric)> Sample(long tick)
    {
        var found = new List<(SpoolReading, LineMetricConfiguration)>();
        lock (_gate)
        {
            foreach (var metric in configuration.Metrics)
            {
                if (!_latest.TryGetValue(metric.Metric, out var latest)) continue;
                var isStale = tick - latest.AtMs > EverySeconds * 2000L;
                var quality = DeadBand.Judge(latest.Value, metric.Min, metric.Max, isStale ? ReadingQuality.Stale : ReadingQuality.Good);
                found.Add((new(configuration.Device, metric.Metric, isStale ? tick : latest.AtMs, latest.Value, quality), metric));
            }
        }
        return found;
    }

    private long Now => time.GetUtcNow().ToUnixTimeMilliseconds();

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Driver} is lost ({Error}); its metrics become stale and it is tried again with backoff")]
    private static partial void Lost(ILogger log, string driver, string error);

    [LoggerMessage(Level = LogLevel.Debug, Message = "{Driver} sent a line of {Length} characters without a value")]
    private static partial void Unread(ILogger log, string driver, int length);

    [LoggerMessage(Level = LogLevel.Debug, Message = "{Driver} could not be asked ({Error})")]
    private static partial void Unsent(ILogger log, string driver, string error);
}
