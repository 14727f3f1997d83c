namespace IncubatorHub.HardwareSim.Models;

/// <summary>Turns a true value into what an instrument reports: noise, resolution, range, and its ways to fail.</summary>
internal sealed class Sensor
{
    private const double SpikesPerMinute = 2;
    private readonly Func<double> _truth;
    private readonly double _sigma;
    private readonly double _range;
    private readonly Noise _noise;
    private double _drift;

    public Sensor(string name, double low, double high, int decimals, double sigma, Func<double> truth, Noise noise)
    {
        (Name, Low, High, Decimals) = (name, low, high, decimals);
        (_sigma, _truth, _noise, _range) = (sigma, truth, noise, high - low);
        Value = Shown(truth());
    }

    public string Name { get; }
    public double Low { get; }
    public double High { get; }
    public int Decimals { get; }

    /// <summary>The last reported value, rounded to the instrument's resolution and held within its range.</summary>
    public double Value { get; private set; }

    public bool IsStuck { get; set; }

    /// <summary>Drifts by a hundredth of the measuring range each hour; the drift is gone when the fault is cleared.</summary>
    public bool IsDrifting { get; set; }

    /// <summary>Throws a wild value about twice a minute, as a loose contact does.</summary>
    public bool HasSpikes { get; set; }

    public void Observe(double seconds)
    {
        _drift = IsDrifting ? _drift + (_range / 100 * seconds / 3600) : 0;
        var value = _truth() + (_sigma * _noise.Gaussian()) + _drift;
        if (HasSpikes && _noise.Chance(SpikesPerMinute * seconds / 60))
            value += (_noise.Chance(0.5) ? 1 : -1) * _noise.Between(0.2, 0.6) * _range;
        if (!IsStuck) Value = Shown(value);
    }

    private double Shown(double value) => Math.Round(Math.Clamp(value, Low, High), Decimals);
}
