namespace IncubatorHub.HardwareSim.Models;

/// <summary>The air of a laboratory of 150 m³: people warm, breathe and stir up dust, the ventilation takes it away.</summary>
internal sealed class RoomClimate : Device
{
    private const double Volume = 150;
    private const double AirChangesPerHour = 3;
    private const double Co2LitresPerPersonHour = 18;
    private const double OutsidePpm = 425;
    private const double ParticlesPerPersonSecond = 9_000;
    private const double SupplyParticlesPerCubicMetre = 4_000;

    private double _temp = 23, _humidity = 45, _co2 = 450, _particles = 8_000, _setTemp = 23, _people;

    public RoomClimate(DeviceSetup setup) : base(setup)
    {
        Measure("temp", "Cel", -10, 60, 2, 0.02, () => _temp);
        Measure("humidity", "%", 0, 100, 1, 0.1, () => _humidity);
        Measure("co2", "ppm", 0, 5_000, 0, 4, () => _co2);
        Measure("particles", "1/m3", 0, 20_000_000, 0, 120, () => _particles);
        Set("set_temp", "Cel", 16, 30, () => _setTemp, v => _setTemp = v);
        Flag("motion", () => _people >= 1);
        World("people", "1", 0, 100, () => _people, v => _people = v);
        World("room_temp", "Cel", -10, 50, () => _temp, v => _temp = v);
    }

    public override string Kind => "room-climate";

    /// <summary>Fed by the gateway's own supply.</summary>
    public override bool HasBattery => true;

    protected override void Step(double seconds)
    {
        if (Use > 0 && Noise.Chance(seconds / 240)) _people = Math.Round(9 * Use * Activity * Noise.Between(0.6, 1.2));
        var changes = AirChangesPerHour / 3_600 * (HasMains ? 1 : 0.1);
        _co2 += seconds * ((_people * Co2LitresPerPersonHour / 3_600 / Volume * 1_000) - (changes * (_co2 - OutsidePpm)));
        _particles += seconds * ((_people * ParticlesPerPersonSecond / Volume) - (changes * 4 * (_particles - SupplyParticlesPerCubicMetre)));

        var hour = LocalTime.TimeOfDay.TotalHours;
        var outside = 14 + (6 * Math.Sin((hour - 9) / 24 * 2 * Math.PI));
        var conditioning = HasMains ? Math.Clamp(0.9 * (_setTemp - _temp), -2.2, 2.2) : 0;
        _temp += seconds / 3_600 * ((0.12 * _people) + (0.05 * (outside - _temp)) + (6 * conditioning));
        _humidity += (((46 + (0.8 * _people) - (1.4 * (_temp - 23)) - _humidity) / 3_000) * seconds) + (0.01 * Noise.Gaussian() * Math.Sqrt(seconds));
        _humidity = Math.Clamp(_humidity, 5, 98);
    }
}
