using System.Globalization;
using MQTTnet.Exceptions;

namespace IncubatorHub.EndToEnd.Tests.Support;

/// <summary>
/// A gateway under load: readings and events over one connection, made anew whenever it breaks. Every value follows from its number, so
/// that what the hub holds can be checked reading by reading.
/// </summary>
internal sealed class LoadGateway
{
    public const string Device = "freezer-1";
    public const int RowsPerMessage = 5;
    private const int RowMs = 10;
    private const string Epoch = "load";

    private readonly KnownGateway _known;
    private readonly int _port;
    private readonly long _startMs;

    /// <param name="known">Who it is.</param>
    /// <param name="port">The broker's.</param>
    /// <param name="start">Time of the first reading; the others follow each 10 ms.</param>
    /// <param name="pace">Between two new messages of a kind.</param>
    public LoadGateway(KnownGateway known, int port, DateTimeOffset start, TimeSpan pace)
    {
        (_known, _port, _startMs) = (known, port, start.ToUnixTimeMilliseconds());
        Telemetry = new LoadLane($"ih/v1/{known.Key}/t", window: 4, pace, TelemetryPayload);
        Events = new LoadLane($"ih/v1/{known.Key}/e", window: 3, pace * 2, EventPayload);
    }

    public LoadLane Telemetry { get; }

    public LoadLane Events { get; }

    public KnownGateway Known => _known;

    public int Connections { get; private set; }

    /// <summary>What each reading must be: time and value.</summary>
    public IEnumerable<(long T, double V)> Expected(string metric)
    {
        for (var number = 0L; number < Telemetry.Made; number++)
            for (var row = 0; row < RowsPerMessage; row++)
                yield return (TimeOf(number, row), ValueOf(metric, number, row));
    }

    /// <summary>Runs until told to stop and everything made is acknowledged.</summary>
    public async Task Run(CancellationToken stop, CancellationToken cancel)
    {
        while (true)
        {
            try
            {
                using var client = await MqttGateway.ConnectClient(_known, _port, cancel);
                Connections++;
                using var broken = CancellationTokenSource.CreateLinkedTokenSource(cancel);
                Task[] lanes = [Telemetry.Send(client, stop, broken.Token), Events.Send(client, stop, broken.Token)];
                var first = await Task.WhenAny(lanes);
                if (!first.IsCompletedSuccessfully) await broken.CancelAsync();
                await Task.WhenAll(lanes);
                return;
            }
            catch (Exception e) when (e is MqttCommunicationException or MqttClientDisconnectedException or OperationCanceledException or IOException
                && !cancel.IsCancellationRequested)
            {
                await Until.Pause(TimeSpan.FromMilliseconds(200), cancel);
            }
        }
    }

    private long TimeOf(long number, int row) => _startMs + (((number * RowsPerMessage) + row) * RowMs);

    private static double ValueOf(string metric, long number, int row) => metric == "temp" ? -80 + (((number * 7) + row) % 100 / 10.0) : (number * RowsPerMessage) + row;

    private string TelemetryPayload(long number)
    {
        var rows = Enumerable.Range(0, RowsPerMessage).Select(row =>
            string.Create(CultureInfo.InvariantCulture, $"[{row * RowMs},{ValueOf("temp", number, row)},{ValueOf("count", number, row)}]"));
        return string.Create(CultureInfo.InvariantCulture,
            $$"""{"v":1,"epoch":"{{Epoch}}","seq":{{number + 1}},"b":[{"d":"{{Device}}","t0":{{TimeOf(number, 0)}},"m":["temp","count"],"r":[{{string.Join(',', rows)}}]}]}""");
    }

    private string EventPayload(long number) => string.Create(CultureInfo.InvariantCulture,
        $$$"""{"v":1,"epoch":"{{{Epoch}}}","e":[{"seq":{{{number + 1}}},"t":{{{_startMs + number}}},"kind":"door.opened","src":"entrance","detail":{"number":{{{number}}}}}]}""");
}
