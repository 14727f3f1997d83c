namespace IncubatorHub.HardwareSim.Models;

/// <summary>An analytical balance (220 g, 0.1 mg): loads come and go, the reading swings in and becomes stable.</summary>
internal sealed class Balance : Device
{
    private const double CapacityGrams = 220;
    private const double StableAfterSeconds = 2.5;

    private double _load, _shown, _tare, _drift, _sinceChange = 60, _secondsOnPan;

    public Balance(DeviceSetup setup) : base(setup)
    {
        Measure("mass", "g", -CapacityGrams, CapacityGrams, 4, 0.00006, () => _shown - _tare + _drift);
        Flag("stable", () => IsStable);
        World("load", "g", 0, CapacityGrams, () => _load, Place);
    }

    public override string Kind => "balance";

    public bool IsStable => _sinceChange >= StableAfterSeconds;

    protected override TimeSpan Quantum => TimeSpan.FromMilliseconds(200);

    public void Tare() => _tare = _shown + _drift;

    protected override void Step(double seconds)
    {
        if (_secondsOnPan > 0 && (_secondsOnPan -= seconds) <= 0) Place(0);
        else if (_load == 0 && Happens(12, seconds))
        {
            Place(Noise.Between(0.5, 60));
            _secondsOnPan = Noise.Between(15, 60);
        }

        _sinceChange += seconds;
        _shown += (_load - _shown) * Math.Min(1, seconds / 0.35);
        if (IsStable) _shown = _load;
        else _shown += 0.02 * Noise.Gaussian() * Math.Exp(-_sinceChange);
        _drift += (0.00002 * Noise.Gaussian() * Math.Sqrt(seconds)) - (_drift * seconds / 600);
    }

    private void Place(double grams) => (_load, _sinceChange, _secondsOnPan) = (grams, 0, 0);
}
