namespace IncubatorHub.HardwareSim.Models;

/// <summary>What a device is built from. <paramref name="Use"/> scales what people do with it by themselves; 0 leaves it alone.</summary>
internal sealed record DeviceSetup(string Key, ulong Seed, WorkDay Day, double Use = 1);

/// <summary>
/// A simulated device: a pure step function over simulated time, with named points for the outside.
/// </summary>
/// <remarks>
/// Time is cut into fixed quanta, so that a series depends on the seed and the time that has passed, never on how often
/// <see cref="Advance"/> was called. Whoever advances, reads or writes holds <see cref="Gate"/>.
/// </remarks>
internal abstract class Device(DeviceSetup setup)
{
    private readonly List<Point> _points = [];
    private readonly List<Sensor> _sensors = [];
    private TimeSpan _pending;

    public Lock Gate { get; } = new();
    public string Key => setup.Key;
    public abstract string Kind { get; }
    public IReadOnlyList<Point> Points => _points;
    public IReadOnlyList<Sensor> Sensors => _sensors;
    public TimeSpan Elapsed { get; private set; }

    /// <summary>Mains power at the socket. Without it only a device with a battery still answers.</summary>
    public bool HasMains { get; private set; } = true;

    /// <summary>The relay that an interlock switches; on at the start.</summary>
    public bool RelayOn { get; private set; } = true;

    public virtual bool HasBattery => false;
    public bool Answers => HasMains || HasBattery;
    public virtual IReadOnlyList<string> OwnFaults => [];

    protected bool Runs => HasMains && RelayOn;
    protected Noise Noise { get; } = Noise.For(setup.Seed, setup.Key);
    protected double Activity => setup.Day.Activity(Elapsed);
    protected double Use => setup.Use;
    protected DateTime LocalTime => setup.Day.At(Elapsed);
    protected virtual TimeSpan Quantum => TimeSpan.FromSeconds(1);

    public void Advance(TimeSpan step)
    {
        _pending += step;
        var seconds = Quantum.TotalSeconds;
        while (_pending >= Quantum)
        {
            _pending -= Quantum;
            Elapsed += Quantum;
            Step(seconds);
            foreach (var sensor in _sensors) sensor.Observe(seconds);
        }
    }

    public Point? Find(string name) => _points.Find(p => p.Name == name);

    /// <summary>The value a point shows now, as a master sees it.</summary>
    public double this[string name] =>
        Find(name)?.Read() ?? throw new KeyNotFoundException($"{Kind} has no point '{name}'.");

    /// <summary>Switches a fault on or off; a sensor fault without a sensor name means the first sensor. False when it knows no such fault.</summary>
    public bool TrySetFault(string fault, string? sensorName, bool active)
    {
        if (fault == FaultNames.PowerCut)
        {
            HasMains = !active;
            return true;
        }

        if (OwnFaults.Contains(fault))
        {
            SetOwnFault(fault, active);
            return true;
        }

        var sensor = sensorName is null ? _sensors.FirstOrDefault() : _sensors.Find(s => s.Name == sensorName);
        if (sensor is null) return false;
        switch (fault)
        {
            case FaultNames.Stuck: sensor.IsStuck = active; return true;
            case FaultNames.Drift: sensor.IsDrifting = active; return true;
            case FaultNames.Spikes: sensor.HasSpikes = active; return true;
            default: return false;
        }
    }

    /// <summary>Moves the model by one quantum.</summary>
    protected abstract void Step(double seconds);

    protected virtual void SetOwnFault(string fault, bool active)
    {
    }

    /// <summary>True about <paramref name="perHour"/> times an hour of full activity, scaled by how much this device is used.</summary>
    protected bool Happens(double perHour, double seconds) => Use > 0 && Noise.Chance(perHour * Use * Activity * seconds / 3600);

    protected void Measure(string name, string unit, double low, double high, int decimals, double sigma, Func<double> truth)
    {
        var sensor = new Sensor(name, low, high, decimals, sigma, truth, Noise.For(setup.Seed, $"{setup.Key}/{name}"));
        _sensors.Add(sensor);
        _points.Add(new Point(name, PointKind.Measurement, unit, low, high, () => sensor.Value));
    }

    /// <summary>A value that is counted or known exactly, such as a phase or a number of cycles.</summary>
    protected void Report(string name, string unit, double low, double high, Func<double> read) =>
        _points.Add(new Point(name, PointKind.Measurement, unit, low, high, () => Math.Clamp(read(), low, high)));

    protected void Set(string name, string unit, double low, double high, Func<double> read, Action<double> write) =>
        _points.Add(new Point(name, PointKind.Setting, unit, low, high, read, write));

    protected void Switch(string name, Func<bool> read, Action<bool> write) => _points.Add(Toggle(name, PointKind.Switch, read, write));

    protected void Flag(string name, Func<bool> read) => _points.Add(Toggle(name, PointKind.Flag, read, null));

    protected void World(string name, string unit, double low, double high, Func<double> read, Action<double> write) =>
        _points.Add(new Point(name, PointKind.World, unit, low, high, read, write));

    protected void Relay() => Switch("relay", () => RelayOn, on => RelayOn = on);

    private static Point Toggle(string name, PointKind kind, Func<bool> read, Action<bool>? write) =>
        new(name, kind, "", 0, 1, () => read() ? 1 : 0, write is null ? null : v => write(v != 0));
}
