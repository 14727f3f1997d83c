namespace IncubatorHub.HardwareSim.Models;

/// <summary>A laser vibration meter on a bench: building sway, machines at mains frequency and steps of people, as power in three bands.</summary>
internal sealed class VibrationMeter : Device
{
    private double _low = 0.03, _middle = 0.05, _high = 0.02, _frequency = 49.8, _crest = 3.2, _shake;

    public VibrationMeter(DeviceSetup setup) : base(setup)
    {
        Measure("rms", "mm/s", 0, 20, 3, 0.0008, () => Rms);
        Measure("peak", "mm/s", 0, 80, 3, 0.002, () => Rms * _crest);
        Measure("frequency", "Hz", 1, 1_000, 1, 0.04, () => _frequency);
        Measure("band_low", "mm/s", 0, 20, 3, 0.0005, () => _low);
        Measure("band_mid", "mm/s", 0, 20, 3, 0.0005, () => _middle + _shake);
        Measure("band_high", "mm/s", 0, 20, 3, 0.0005, () => _high);
        Flag("over_limit", () => Rms > 1);
        World("shake", "mm/s", 0, 15, () => _shake, v => _shake = v);
    }

    public override string Kind => "vibration-meter";

    protected override TimeSpan Quantum => TimeSpan.FromMilliseconds(200);

    private double Rms => Math.Sqrt((_low * _low) + ((_middle + _shake) * (_middle + _shake)) + (_high * _high));

    protected override void Step(double seconds)
    {
        if (Happens(6, seconds)) _low += Noise.Between(0.05, 0.4);
        Settle(ref _low, 0.02 + (0.03 * Activity), 3, seconds);
        Settle(ref _middle, 0.035 + (0.06 * Activity), 20, seconds);
        Settle(ref _high, 0.012 + (0.01 * Activity), 8, seconds);
        _frequency += (((49.8 - _frequency) / 30) + (0.02 * Noise.Gaussian())) * seconds;
        _crest += (((3.2 - _crest) / 2) + (0.3 * Noise.Gaussian())) * seconds;
    }

    /// <summary>Wanders around a level and forgets a push within some seconds.</summary>
    private void Settle(ref double band, double level, double forgetSeconds, double seconds) =>
        band = Math.Max(0.002, band + ((level - band) * seconds / forgetSeconds) + (0.004 * Noise.Gaussian() * Math.Sqrt(seconds)));
}
