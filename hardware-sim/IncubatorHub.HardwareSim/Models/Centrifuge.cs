namespace IncubatorHub.HardwareSim.Models;

/// <summary>A refrigerated centrifuge: speed ramps, vibration grows with the square of speed and with imbalance, and too much of it trips.</summary>
internal sealed class Centrifuge : Device
{
    private const double MaximumRpm = 15_000;
    private const double RpmPerSecondUp = 220;
    private const double RpmPerSecondDown = 260;
    private const double TripAtGrams = 5;
    private const double TripAboveRpm = 1_500;

    private double _rpm, _setRpm = 4_000, _setTemp = 4, _setMinutes = 10, _temp = 4.5, _secondsLeft, _imbalanceGrams = 0.4;
    private bool _running, _tripped, _faultyRotor;
    private uint _runs;

    public Centrifuge(DeviceSetup setup) : base(setup)
    {
        Measure("rpm", "1/min", 0, 16_000, 0, 1.5, () => _rpm);
        Measure("vibration", "mm/s", 0, 50, 3, 0.004, VibrationMmPerSecond);
        Measure("temp", "Cel", -20, 60, 1, 0.05, () => _temp);
        Report("remaining", "s", 0, int.MaxValue, () => Math.Ceiling(_secondsLeft));
        Report("runs", "1", 0, uint.MaxValue, () => _runs);
        Measure("power", "W", 0, 3_000, 0, 4, PowerWatts);
        Set("set_rpm", "1/min", 300, MaximumRpm, () => _setRpm, v => _setRpm = v);
        Set("set_temp", "Cel", -10, 40, () => _setTemp, v => _setTemp = v);
        Set("set_minutes", "min", 1, 240, () => _setMinutes, v => _setMinutes = v);
        Relay();
        Switch("start", () => _running, Start);
        Flag("lid_open", () => _rpm < 1 && !_running);
        Flag("running", () => _running || _rpm > 1);
        Flag("imbalance_trip", () => _tripped);
        World("imbalance_grams", "g", 0, 50, () => _imbalanceGrams, v => _imbalanceGrams = v);
    }

    public override string Kind => "centrifuge";

    public override IReadOnlyList<string> OwnFaults => [FaultNames.Imbalance];

    private double Imbalance => _imbalanceGrams + (_faultyRotor ? 9 : 0);

    protected override void Step(double seconds)
    {
        if (!_running && _rpm < 1 && Happens(0.8, seconds))
        {
            _imbalanceGrams = Noise.Between(0.1, 1.6);
            _setRpm = 100 * Math.Round(Noise.Between(10, 120));
            Start(true);
        }

        if (!Runs) _running = false;
        if (_rpm > TripAboveRpm && Imbalance > TripAtGrams) (_running, _tripped) = (false, true);
        if (_running && _rpm >= _setRpm - 1 && (_secondsLeft -= seconds) <= 0)
        {
            _running = false;
            _runs++;
        }

        _rpm = _running
            ? Math.Min(_setRpm, _rpm + (RpmPerSecondUp * seconds))
            : Math.Max(0, _rpm - (RpmPerSecondDown * seconds));
        if (!_running) _secondsLeft = 0;

        // Air friction rises steeply with speed; the refrigerator takes at most so much away.
        var friction = 0.09 * Math.Pow(_rpm / MaximumRpm, 2.7);
        var cooling = Runs ? Math.Clamp((_temp - _setTemp) * 0.02, 0, 0.07) : 0;
        _temp += seconds * (friction - cooling + ((23 - _temp) / 9_000));
    }

    protected override void SetOwnFault(string fault, bool active) => _faultyRotor = active;

    private void Start(bool on)
    {
        if (!on || !Runs)
        {
            _running = false;
            return;
        }

        if (_running) return;
        (_running, _tripped, _secondsLeft) = (true, false, _setMinutes * 60);
    }

    private double VibrationMmPerSecond()
    {
        var share = _rpm / MaximumRpm;
        var resonance = 1.2 * Math.Exp(-Math.Pow((_rpm - 900) / 160, 2));
        return 0.02 + (Imbalance * ((2.4 * share * share) + resonance));
    }

    private double PowerWatts() => !Runs ? 0 : 60 + (1_300 * Math.Pow(_rpm / MaximumRpm, 2)) + (_running && _rpm < _setRpm ? 500 : 0);
}
