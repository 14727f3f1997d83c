namespace IncubatorHub.HardwareSim.Models;

/// <summary>A meter in a sub-distribution board at 200 V: steady loads, machines that come and go, energy summed up.</summary>
internal sealed class PowerMeter : Device
{
    private const double NominalVolts = 202;
    private const double StandbyWatts = 180;

    private readonly double[] _machineWatts = [900, 1_450, 600, 2_100];
    private readonly double[] _machineSecondsLeft = new double[4];
    private double _volts = NominalVolts, _watts = StandbyWatts, _factor = 0.93, _kilowattHours, _extraWatts;

    public PowerMeter(DeviceSetup setup) : base(setup)
    {
        _kilowattHours = Math.Round(Noise.Between(500, 40_000), 2);
        Measure("voltage", "V", 0, 300, 1, 0.15, () => HasMains ? _volts : 0);
        Measure("current", "A", 0, 100, 2, 0.01, () => HasMains ? _watts / _factor / _volts : 0);
        Measure("power", "W", 0, 25_000, 0, 2, () => HasMains ? _watts : 0);
        Measure("power_factor", "1", 0, 1, 3, 0.001, () => _factor);
        Report("energy", "kWh", 0, 40_000_000, () => Math.Floor(_kilowattHours * 100) / 100);
        Relay();
        Flag("over_load", () => _watts > 6_000);
        World("extra_watts", "W", 0, 15_000, () => _extraWatts, v => _extraWatts = v);
    }

    public override string Kind => "power-meter";

    /// <summary>It reports the loss of what it measures.</summary>
    public override bool HasBattery => true;

    protected override void Step(double seconds)
    {
        var wanted = 0.0;
        for (var i = 0; i < _machineWatts.Length; i++)
        {
            if (_machineSecondsLeft[i] <= 0 && Happens(0.7, seconds)) _machineSecondsLeft[i] = Noise.Between(300, 5_400);
            if (_machineSecondsLeft[i] <= 0) continue;
            _machineSecondsLeft[i] -= seconds;
            wanted += _machineWatts[i];
        }

        var load = Runs ? StandbyWatts + (350 * Activity) + wanted + _extraWatts : 0;
        _watts += (load - _watts) * Math.Min(1, seconds / 1.5);
        _factor = Math.Clamp(0.96 - (0.08 * Math.Exp(-_watts / 900)) + (0.002 * Noise.Gaussian()), 0.5, 1);
        _volts += ((NominalVolts - (_watts / 2_000) - _volts) * seconds / 60) + (0.05 * Noise.Gaussian() * Math.Sqrt(seconds));
        _kilowattHours += _watts * seconds / 3_600_000;
    }
}
