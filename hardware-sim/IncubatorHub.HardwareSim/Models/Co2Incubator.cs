namespace IncubatorHub.HardwareSim.Models;

/// <summary>A CO₂ incubator of about 170 litres: 37 °C, 5 % CO₂, air kept moist by a water pan.</summary>
internal sealed class Co2Incubator : Device
{
    private const double WallWattsPerKelvin = 2.0;
    private const double OpenDoorWattsPerKelvin = 28;
    private const double JoulesPerKelvin = 22_000;
    private const double HeaterWatts = 220;
    private const double GasLeakPerSecond = 1 / 5_400.0;
    private const double DoorExchangePerSecond = 1 / 25.0;
    private const double InjectionPercentPerSecond = 0.035;
    private const double RoomCo2Percent = 0.05;

    private readonly SwingDoor _door = new();
    private double _temp = 37, _co2 = 5, _humidity = 94;
    private double _setTemp = 37, _setCo2 = 5, _ambient = 23, _integral = 28;
    private double _heaterHealth = 1, _gasSupply = 1, _heating;
    private bool _valveOpen;

    public Co2Incubator(DeviceSetup setup) : base(setup)
    {
        Measure("temp", "Cel", 0, 60, 2, 0.015, () => _temp);
        Measure("co2", "%", 0, 20, 2, 0.02, () => _co2);
        Measure("humidity", "%", 0, 100, 1, 0.15, () => _humidity);
        Measure("power", "W", 0, 1_000, 0, 1, () => Runs ? 25 + _heating : 0);
        Set("set_temp", "Cel", 25, 50, () => _setTemp, v => _setTemp = v);
        Set("set_co2", "%", 0, 20, () => _setCo2, v => _setCo2 = v);
        Relay();
        Flag("door_open", () => _door.IsOpen);
        Flag("temp_alarm", () => Math.Abs(_temp - _setTemp) > 1);
        Flag("co2_alarm", () => Math.Abs(_co2 - _setCo2) > 1);
        World("door", "", 0, 1, () => _door.IsOpen ? 1 : 0, v => _door.Hold(v != 0));
        World("room_temp", "Cel", 5, 35, () => _ambient, v => _ambient = v);
    }

    public override string Kind => "co2-incubator";

    public override IReadOnlyList<string> OwnFaults => [FaultNames.Heater, FaultNames.GasSupply];

    protected override void Step(double seconds)
    {
        _door.Advance(seconds);
        if (Happens(2, seconds)) _door.OpenFor(Noise.Between(10, 40));
        Heat(seconds);
        Gas(seconds);
        var moist = _door.IsOpen ? 45 : 95;
        _humidity += (moist - _humidity) * seconds / (_door.IsOpen ? 40 : 600);
    }

    protected override void SetOwnFault(string fault, bool active)
    {
        if (fault == FaultNames.Heater) _heaterHealth = active ? 0 : 1;
        else _gasSupply = active ? 0 : 1;
    }

    /// <summary>A PI controller; the integral rests while the output is at its limit, or a door opening would end in an overshoot.</summary>
    private void Heat(double seconds)
    {
        var error = _setTemp - _temp;
        var wanted = (90 * error) + _integral;
        if (wanted is > 0 and < HeaterWatts) _integral += 0.08 * error * seconds;
        _heating = Runs ? Math.Clamp(wanted, 0, HeaterWatts) * _heaterHealth : 0;
        var leak = WallWattsPerKelvin + (_door.IsOpen ? OpenDoorWattsPerKelvin : 0);
        _temp += seconds * (_heating - (leak * (_temp - _ambient))) / JoulesPerKelvin;
    }

    private void Gas(double seconds)
    {
        _valveOpen = Runs && !_door.IsOpen && _co2 < _setCo2 - (_valveOpen ? 0 : 0.08);
        var exchange = GasLeakPerSecond + (_door.IsOpen ? DoorExchangePerSecond : 0);
        _co2 += seconds * ((_valveOpen ? InjectionPercentPerSecond * _gasSupply : 0) - (exchange * (_co2 - RoomCo2Percent)));
    }
}
