using IncubatorHub.Edge.Doors;
using IncubatorHub.Edge.Drivers;
using IncubatorHub.Protocol.Configuration;

namespace IncubatorHub.Edge.Interlocks;

/// <summary>The coil or door output that an interlock moves, and what can be seen of it and its instrument.</summary>
internal sealed class InterlockSwitch(InterlockConfiguration configuration, IReadOnlyList<IDriver> drivers)
{
    /// <summary>Longest release that a door controller takes; it is renewed well before.</summary>
    private const int DoorSeconds = 3600;

    /// <summary>How often an output that is on must be written again; null: it stays.</summary>
    public TimeSpan? RenewEvery => configuration.Door is null ? null : TimeSpan.FromMinutes(30);

    public async Task WriteAsync(bool isOn, CancellationToken cancel)
    {
        if (configuration.Coil is { } name)
        {
            var (driver, coil) = Coil(name);
            await driver.WriteAsync(coil, isOn ? 1 : 0, cancel);
            return;
        }
        var (controller, door) = configuration.Door!.Split('/') is [var first, var second] ? (first, second) : throw new InvalidOperationException($"'{configuration.Door}' is no door.");
        var line = drivers.OfType<DoorController>().First(d => d.Name == controller);
        if (isOn) await line.UnlockAsync(door, DoorSeconds, cancel);
        else await line.LockAsync(door, cancel);
    }

    /// <summary>Null when it cannot be seen now.</summary>
    public async Task<bool?> ReadAsync(CancellationToken cancel)
    {
        if (configuration.Feedback is { } feedback) return Latest(feedback) is { } value ? value >= 0.5 : null;
        if (configuration.Coil is not { } name) return null;
        var (driver, coil) = Coil(name);
        return await driver.ReadCoilAsync(coil, cancel);
    }

    public double? Latest(MetricReference metric)
    {
        foreach (var driver in drivers)
            if (driver.Latest(metric.Device, metric.Metric) is { } value) return value;
        return null;
    }

    private (ModbusDriver Driver, ModbusWritableConfiguration Coil) Coil(string name)
    {
        foreach (var driver in drivers.OfType<ModbusDriver>())
            if (driver.Writable(name) is { } coil) return (driver, coil);
        throw new InvalidOperationException($"There is no coil '{name}'."); // the configuration's rules exclude it
    }
}
