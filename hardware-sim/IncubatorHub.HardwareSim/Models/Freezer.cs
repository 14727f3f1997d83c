namespace IncubatorHub.HardwareSim.Models;

/// <summary>
/// A −80 °C freezer of about 500 litres as three heat capacities: cabinet air with liner, stored samples, evaporator.
/// </summary>
/// <remarks>
/// The figures give what such freezers show in use: a cycle of a quarter of an hour to an hour, about 10 kWh a day, some 15 K
/// of air temperature for a minute of open door, and 2 to 3 K an hour of warming after the compressor died. The control probe sits
/// in the air and is not the reported sensor, so a stuck sensor hides what happens without causing it.
/// </remarks>
internal sealed class Freezer : Device
{
    private const double WallWattsPerKelvin = 1.3;
    private const double OpenDoorWattsPerKelvin = 35;
    private const double WornSealWattsPerKelvin = 2.2;
    private const double AirToSamplesWattsPerKelvin = 40;
    private const double AirToEvaporatorWattsPerKelvin = 25;
    private const double AirJoulesPerKelvin = 15_000;
    private const double SamplesJoulesPerKelvin = 140_000;
    private const double EvaporatorJoulesPerKelvin = 8_000;
    private const double CoolingWattsAtMinus80 = 480;
    private const double CoolingEndsAt = -102;
    private const double Hysteresis = 1.2;
    private const double MinimumOffSeconds = 180;

    private readonly SwingDoor _door = new();
    private double _air = -80, _samples = -80, _evaporator = -83;
    private double _ambient = 23, _setPoint = -80, _alarmAbove = -70;
    private double _compressorHealth = 1, _sealLoss;
    private double _offSeconds = MinimumOffSeconds, _runSeconds;
    private bool _compressorOn, _alarm;

    public Freezer(DeviceSetup setup) : base(setup)
    {
        _air = _samples = -80 + Noise.Between(-0.8, 0.8);
        Measure("temp", "Cel", -110, 40, 1, 0.06, () => _air);
        Measure("evap_temp", "Cel", -120, 40, 1, 0.08, () => _evaporator);
        Measure("power", "W", 0, 2_000, 0, 3, PowerWatts);
        Report("compressor_seconds", "s", 0, uint.MaxValue, () => Math.Floor(_runSeconds));
        Report("door_openings", "1", 0, uint.MaxValue, () => _door.Openings);
        Measure("ambient", "Cel", -10, 60, 1, 0.05, () => _ambient);
        Set("set_temp", "Cel", -90, -50, () => _setPoint, v => _setPoint = v);
        Set("alarm_high", "Cel", -85, -20, () => _alarmAbove, v => _alarmAbove = v);
        Relay();
        Flag("door_open", () => _door.IsOpen);
        Flag("high_alarm", () => _alarm);
        Flag("compressor_on", () => _compressorOn);
        Flag("power_failed", () => !HasMains);
        World("door", "", 0, 1, () => _door.IsOpen ? 1 : 0, v => _door.Hold(v != 0));
        World("room_temp", "Cel", 5, 45, () => _ambient, v => _ambient = v);
    }

    public override string Kind => "freezer";

    /// <summary>The monitoring unit has a battery: a power cut is exactly what it must be able to tell.</summary>
    public override bool HasBattery => true;

    public override IReadOnlyList<string> OwnFaults => [FaultNames.Compressor, FaultNames.WeakCompressor, FaultNames.DoorSeal];

    protected override void Step(double seconds)
    {
        _door.Advance(seconds);
        if (Happens(1.2, seconds)) _door.OpenFor(Noise.Between(12, 50));
        Control(seconds);

        var leak = WallWattsPerKelvin + _sealLoss + (_door.IsOpen ? OpenDoorWattsPerKelvin : 0);
        var fromRoom = leak * (_ambient - _air);
        var toSamples = AirToSamplesWattsPerKelvin * (_air - _samples);
        var toEvaporator = AirToEvaporatorWattsPerKelvin * (_air - _evaporator);
        _air += seconds * (fromRoom - toSamples - toEvaporator) / AirJoulesPerKelvin;
        _samples += seconds * toSamples / SamplesJoulesPerKelvin;
        _evaporator += seconds * (toEvaporator - CoolingWatts()) / EvaporatorJoulesPerKelvin;
        _alarm = _air > _alarmAbove - (_alarm ? 1 : 0);
    }

    protected override void SetOwnFault(string fault, bool active)
    {
        if (fault == FaultNames.DoorSeal) _sealLoss = active ? WornSealWattsPerKelvin : 0;
        else _compressorHealth = !active ? 1 : fault == FaultNames.Compressor ? 0 : 0.4;
    }

    private void Control(double seconds)
    {
        _offSeconds = _compressorOn ? 0 : _offSeconds + seconds;
        if (!Runs) _compressorOn = false;
        else if (_air < _setPoint - Hysteresis) _compressorOn = false;
        else if (_air > _setPoint + Hysteresis && _offSeconds >= MinimumOffSeconds) _compressorOn = true;
        if (_compressorOn) _runSeconds += seconds;
    }

    /// <summary>A cascade compressor loses capacity as the evaporator gets colder, and has none left below about −100 °C.</summary>
    private double CoolingWatts()
    {
        if (!_compressorOn) return 0;
        var share = (_evaporator - CoolingEndsAt) / (-80 - CoolingEndsAt);
        return CoolingWattsAtMinus80 * Math.Clamp(share, 0, 1.8) * _compressorHealth;
    }

    /// <summary>A dead compressor trips its overload and draws nothing; a weak one draws as much as a sound one.</summary>
    private double PowerWatts() => !Runs ? 0 : 38 + (_compressorOn && _compressorHealth > 0 ? 760 : 0);
}
