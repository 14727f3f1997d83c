using IncubatorHub.Edge.Doors;
using IncubatorHub.Edge.Drivers;
using IncubatorHub.Edge.Interlocks;
using IncubatorHub.Edge.Spool;
using IncubatorHub.Protocol.Configuration;

namespace IncubatorHub.Edge.Configuration;

/// <summary>Runs the drivers of the configuration in force, and changes from one to the next as a whole: all old ones have ended before the first new one starts.</summary>
internal sealed partial class DriverHost(SpoolFile spool, SpoolWriter writer, TimeProvider time, ILoggerFactory logs) : IAsyncDisposable
{
    private readonly ILogger _log = logs.CreateLogger<DriverHost>();
    private readonly SemaphoreSlim _changing = new(1, 1);
    private volatile IReadOnlyList<IDriver> _drivers = [];
    private CancellationTokenSource _running = new();
    private Task _tasks = Task.CompletedTask;

    public IReadOnlyList<IDriver> Drivers => _drivers;

    public async Task ApplyAsync(GatewayConfiguration configuration, CancellationToken cancel)
    {
        var sampling = configuration.Sampling;
        List<IDriver> next =
        [
            .. configuration.Modbus.Select(m => new ModbusDriver(m, sampling, writer, time, logs.CreateLogger<ModbusDriver>())),
            .. configuration.Lines.Select(l => new LineDriver(l, sampling, writer, time, logs.CreateLogger<LineDriver>())),
            .. configuration.DoorControllers.Select(d => new DoorController(d, spool, writer, time, logs.CreateLogger<DoorController>())),
        ];
        // They switch and look through the other drivers, so they come with them and go with them.
        if (configuration.Interlocks.Count > 0)
            next.Add(new InterlockDriver(configuration.Interlocks, [.. next], spool, writer, time, logs.CreateLogger<InterlockDriver>()));
        await _changing.WaitAsync(cancel);
        try
        {
            await StopAsync();
            _running = new CancellationTokenSource();
            _drivers = next;
            _tasks = Task.WhenAll(next.Select(d => Task.Run(() => KeepRunningAsync(d, _running.Token), CancellationToken.None)));
        }
        finally
        {
            _changing.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _running.Dispose();
        _changing.Dispose();
    }

    private async Task StopAsync()
    {
        await _running.CancelAsync();
        await _tasks.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        foreach (var driver in _drivers)
            if (driver is IAsyncDisposable disposable) await disposable.DisposeAsync();
        _drivers = [];
    }

    /// <summary>A driver handles the faults of its instrument itself; what still comes out is a defect, and must not silence the instrument for good.</summary>
    private async Task KeepRunningAsync(IDriver driver, CancellationToken cancel)
    {
        while (!cancel.IsCancellationRequested)
        {
            try
            {
                await driver.RunAsync(cancel);
            }
            catch (Exception) when (cancel.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e)
            {
                Failed(_log, e, driver.Name);
            }
            await Task.Delay(TimeSpan.FromSeconds(10), time, cancel).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Driver {Driver} failed; it starts again in 10 s")]
    private static partial void Failed(ILogger log, Exception error, string driver);
}
