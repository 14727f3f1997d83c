using System.Globalization;

namespace IncubatorHub.EndToEnd.Tests.Support;

/// <summary>A gateway that goes about its work while others misbehave: one connection, one reading after the other, each awaited.</summary>
internal sealed class Neighbour : IAsyncDisposable
{
    // On a machine that is busy with other tests, a stall of the machine is not a stall of the hub.
    private static readonly TimeSpan AnswerPatience = TimeSpan.FromSeconds(20);

    private readonly MqttGateway _gateway;
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _working;
    private int _published;
    private long _slowestMs;

    private Neighbour(MqttGateway gateway)
    {
        _gateway = gateway;
        _working = Task.Run(Work);
    }

    public static async Task<Neighbour> Start(HubProcess hub, int gateway) => new(await MqttGateway.Connect(hub.Seed.Gateways[gateway], hub.MqttPort));

    /// <summary>Ends the work; it must have gone on over the first connection all the time, and still go on.</summary>
    public async Task ShouldHaveSufferedNothing()
    {
        var before = Volatile.Read(ref _published);
        await Until.Holds(() => _working.IsCompleted || Volatile.Read(ref _published) >= before + 10, AnswerPatience, "ten more answers to the neighbour");
        await _stop.CancelAsync();
        await _working;
        _gateway.IsConnected.ShouldBeTrue("the neighbour's connection stands");
        TestContext.Current.TestOutputHelper?.WriteLine($"figure: the neighbour published {_published} times, slowest answer {_slowestMs} ms");
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _working.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await _gateway.DisposeAsync();
        _stop.Dispose();
    }

    private async Task Work()
    {
        while (!_stop.IsCancellationRequested)
        {
            var start = TimeProvider.System.GetTimestamp();
            var reason = await _gateway.Publish("t", string.Create(CultureInfo.InvariantCulture, $$$"""{"d":"neighbour","m":{"n":{{{_published}}}}}"""), AnswerPatience);
            reason.ShouldBe(0);
            _published++;
            _slowestMs = Math.Max(_slowestMs, (long)TimeProvider.System.GetElapsedTime(start).TotalMilliseconds);
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, _stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
