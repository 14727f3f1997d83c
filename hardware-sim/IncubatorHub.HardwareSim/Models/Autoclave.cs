namespace IncubatorHub.HardwareSim.Models;

internal enum AutoclavePhase
{
    Idle = 0,
    Purge = 1,
    Heat = 2,
    Sterilise = 3,
    Exhaust = 4,
    Dry = 5,
    Failed = 9,
}

/// <summary>A steam autoclave: purge the air, heat to the set temperature, hold, exhaust, dry. Saturated steam ties pressure to temperature.</summary>
internal sealed class Autoclave : Device
{
    private const double AirPressurePascal = 101_325;
    private const double JoulesPerKelvin = 26_000;
    private const double HeaterWatts = 4_000;
    private const double LossWattsPerKelvin = 4;
    private const double HeatTimeoutSeconds = 3_600;

    private AutoclavePhase _phase;
    private double _temp = 24, _pressure = AirPressurePascal, _phaseSeconds, _lethality, _heating;
    private double _setTemp = 121, _setMinutes = 20;
    private double _heaterHealth = 1;
    private uint _cycles;

    public Autoclave(DeviceSetup setup) : base(setup)
    {
        Measure("temp", "Cel", 0, 150, 2, 0.04, () => _temp);
        Measure("pressure", "Pa", 0, 500_000, 0, 60, () => _pressure);
        Report("phase", "1", 0, 9, () => (int)_phase);
        Report("remaining", "s", 0, ushort.MaxValue, RemainingSeconds);
        Report("cycles", "1", 0, uint.MaxValue, () => _cycles);
        Report("lethality", "min", 0, 10_000, () => Math.Round(_lethality, 2));
        Measure("power", "W", 0, 6_000, 0, 8, () => Runs ? 40 + _heating : 0);
        Set("set_temp", "Cel", 105, 138, () => _setTemp, v => _setTemp = v);
        Set("set_minutes", "min", 3, 120, () => _setMinutes, v => _setMinutes = v);
        Relay();
        Switch("start", () => IsRunning, Start);
        Flag("door_locked", () => IsRunning || _pressure > AirPressurePascal + 5_000 || _temp > 80);
        Flag("running", () => IsRunning);
        Flag("cycle_failed", () => _phase == AutoclavePhase.Failed);
    }

    public override string Kind => "autoclave";

    public override IReadOnlyList<string> OwnFaults => [FaultNames.Heater];

    private bool IsRunning => _phase is not (AutoclavePhase.Idle or AutoclavePhase.Failed);

    protected override void Step(double seconds)
    {
        if (!IsRunning && Happens(0.35, seconds)) Start(true);
        if (IsRunning && !Runs) Enter(AutoclavePhase.Failed);
        _phaseSeconds += seconds;
        var target = Conduct();
        _heating = Runs && _temp < target ? Math.Min(HeaterWatts, 3_000 * (target - _temp)) * _heaterHealth : 0;
        var exhaust = _phase == AutoclavePhase.Exhaust || (!IsRunning && _temp > 100) ? 2_500 : 0;
        _temp += seconds * (_heating - exhaust - (LossWattsPerKelvin * (_temp - 24))) / JoulesPerKelvin;
        var steam = IsRunning || _temp > 100 ? Math.Max(AirPressurePascal, SteamPressure(_temp)) : AirPressurePascal;
        _pressure += (steam - _pressure) * Math.Min(1, seconds / 4);

        // F0: minutes at 121.1 °C with z = 10 K (European Pharmacopoeia 5.1.5).
        if (IsRunning && _temp > 100) _lethality += seconds / 60 * Math.Pow(10, (_temp - 121.1) / 10);
    }

    protected override void SetOwnFault(string fault, bool active) => _heaterHealth = active ? 0 : 1;

    /// <summary>Moves from phase to phase and answers the temperature that the heater is to reach.</summary>
    private double Conduct()
    {
        switch (_phase)
        {
            case AutoclavePhase.Purge:
                if (_temp > 99 && _phaseSeconds > 120) Enter(AutoclavePhase.Heat);
                else if (_phaseSeconds > HeatTimeoutSeconds) Enter(AutoclavePhase.Failed);
                return 100.5;
            case AutoclavePhase.Heat:
                if (_temp >= _setTemp) Enter(AutoclavePhase.Sterilise);
                else if (_phaseSeconds > HeatTimeoutSeconds) Enter(AutoclavePhase.Failed);
                return _setTemp + 0.6;
            case AutoclavePhase.Sterilise:
                if (_temp < _setTemp - 1) Enter(AutoclavePhase.Failed);
                else if (_phaseSeconds >= _setMinutes * 60) Enter(AutoclavePhase.Exhaust);
                return _setTemp + 0.6;
            case AutoclavePhase.Exhaust:
                if (_temp < 98) Enter(AutoclavePhase.Dry);
                return 0;
            case AutoclavePhase.Dry:
                if (_phaseSeconds >= 600)
                {
                    _cycles++;
                    Enter(AutoclavePhase.Idle);
                }

                return 85;
            default:
                return 0;
        }
    }

    private void Start(bool on)
    {
        if (!on && IsRunning) Enter(AutoclavePhase.Failed);
        if (!on || IsRunning || !Runs) return;
        _lethality = 0;
        Enter(AutoclavePhase.Purge);
    }

    private void Enter(AutoclavePhase phase) => (_phase, _phaseSeconds) = (phase, 0);

    private double RemainingSeconds() => _phase switch
    {
        AutoclavePhase.Sterilise => Math.Max(0, (_setMinutes * 60) - _phaseSeconds),
        AutoclavePhase.Dry => Math.Max(0, 600 - _phaseSeconds),
        _ => 0,
    };

    /// <summary>Antoine's equation for water between 99 and 374 °C, in pascal.</summary>
    private static double SteamPressure(double celsius) =>
        133.322 * Math.Pow(10, 8.14019 - (1810.94 / (244.485 + celsius)));
}
