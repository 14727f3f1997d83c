using IncubatorHub.HardwareSim.Models;

namespace IncubatorHub.HardwareSim.Tests.Models;

public class LaboratoryDevicesTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1), Minute = TimeSpan.FromMinutes(1);

    [Fact]
    public void An_incubator_holds_temperature_and_gas_and_recovers_from_an_open_door()
    {
        var incubator = Given.Device("co2-incubator");
        incubator.Watch("temp", TimeSpan.FromHours(12), Minute).ShouldAllBe(t => Math.Abs(t - 37) < 0.3);
        incubator.Watch("co2", TimeSpan.FromHours(2), Minute).ShouldAllBe(c => Math.Abs(c - 5) < 0.25);
        incubator.Put("door", 1);
        incubator.Advance(TimeSpan.FromSeconds(45));
        incubator["co2"].ShouldBeLessThan(2);
        incubator["temp"].ShouldBeLessThan(36.7);
        incubator["humidity"].ShouldBeLessThan(80);
        incubator.Put("door", 0);
        incubator.Advance(TimeSpan.FromMinutes(40));
        incubator["co2"].ShouldBeInRange(4.75, 5.25);
        incubator["temp"].ShouldBeInRange(36.6, 37.4);
    }

    [Fact]
    public void An_empty_gas_bottle_lets_the_incubator_run_out_of_carbon_dioxide()
    {
        var incubator = Given.Device("co2-incubator");
        incubator.TrySetFault(FaultNames.GasSupply, null, true);
        incubator.Advance(TimeSpan.FromHours(6));
        incubator["co2"].ShouldBeLessThan(0.5);
        incubator["co2_alarm"].ShouldBe(1);
    }

    [Fact]
    public void An_autoclave_cycle_holds_its_plateau_at_the_pressure_of_saturated_steam_and_ends_unlocked()
    {
        var autoclave = Given.Device("autoclave");
        autoclave.Put("start", 1);
        List<double> phases = [];
        var plateau = 0;
        for (var i = 0; i < 3 * 3_600 && (phases.Count == 0 || autoclave["running"] == 1); i++)
        {
            autoclave.Advance(Second);
            var phase = autoclave["phase"];
            if (phases.Count == 0 || phases[^1] != phase) phases.Add(phase);
            if (phase != (int)AutoclavePhase.Sterilise) continue;
            plateau++;
            autoclave["temp"].ShouldBeInRange(120, 122.5);
            autoclave["pressure"].ShouldBeInRange(190_000, 220_000);
            autoclave["door_locked"].ShouldBe(1);
        }

        phases.ShouldBe([1, 2, 3, 4, 5, 0]);
        plateau.ShouldBeInRange(1_195, 1_205);
        autoclave["cycles"].ShouldBe(1);
        autoclave["lethality"].ShouldBeGreaterThan(15);
        autoclave.Advance(TimeSpan.FromHours(1));
        autoclave["door_locked"].ShouldBe(0);
    }

    [Fact]
    public void An_autoclave_that_loses_power_fails_its_cycle()
    {
        var autoclave = Given.Device("autoclave");
        autoclave.Put("start", 1);
        autoclave.Advance(TimeSpan.FromMinutes(15));
        autoclave.TrySetFault(FaultNames.PowerCut, null, true);
        autoclave.Advance(Second);
        autoclave["cycle_failed"].ShouldBe(1);
        autoclave["cycles"].ShouldBe(0);
        autoclave.Answers.ShouldBeFalse();
    }

    [Fact]
    public void A_centrifuge_ramps_runs_its_minutes_and_coasts_down()
    {
        var centrifuge = Given.Device("centrifuge");
        centrifuge.Put("set_rpm", 6_000);
        centrifuge.Put("set_minutes", 5);
        centrifuge.Put("start", 1);
        centrifuge.Advance(TimeSpan.FromSeconds(10));
        centrifuge["rpm"].ShouldBeInRange(1_500, 3_000);
        centrifuge.Advance(Minute);
        centrifuge["rpm"].ShouldBeInRange(5_990, 6_010);
        centrifuge["vibration"].ShouldBeInRange(0.05, 1);
        centrifuge["lid_open"].ShouldBe(0);
        centrifuge.Advance(TimeSpan.FromMinutes(6));
        centrifuge["rpm"].ShouldBeLessThan(6);
        centrifuge["runs"].ShouldBe(1);
        centrifuge["running"].ShouldBe(0);
    }

    [Fact]
    public void An_unbalanced_rotor_trips_on_its_way_up()
    {
        var centrifuge = Given.Device("centrifuge");
        centrifuge.TrySetFault(FaultNames.Imbalance, null, true);
        centrifuge.Put("start", 1);
        centrifuge.Watch("rpm", TimeSpan.FromMinutes(2), Second).Max().ShouldBeInRange(1_500, 2_000);
        centrifuge["imbalance_trip"].ShouldBe(1);
        centrifuge["runs"].ShouldBe(0);
    }

    [Fact]
    public void A_culture_system_moves_medium_from_supply_to_waste_and_a_dead_pump_stops_that()
    {
        var culture = Given.Device("cell-culture");
        culture.Advance(TimeSpan.FromHours(6));
        culture["slot1_temp"].ShouldBeInRange(36.5, 37.3);
        culture["pumped"].ShouldBeGreaterThan(10_000);
        (culture["medium_level"] + culture["waste_level"]).ShouldBeInRange(99, 101);

        culture.TrySetFault(FaultNames.Pump, null, true);
        culture.Advance(TimeSpan.FromHours(1));
        var pumped = culture["pumped"];
        culture.Advance(TimeSpan.FromHours(6));
        culture["pumped"].ShouldBe(pumped);
    }

    [Fact]
    public void Energy_is_the_sum_of_power_over_time()
    {
        var meter = Given.Device("power-meter");
        meter.Put("extra_watts", 2_000);
        meter.Advance(Minute);
        var before = meter["energy"];
        var power = meter.Watch("power", TimeSpan.FromHours(4), TimeSpan.FromSeconds(10)).Average();
        (meter["energy"] - before).ShouldBe(power * 4 / 1_000, 0.05);
        (meter["voltage"] * meter["current"] * meter["power_factor"]).ShouldBe(meter["power"], 30);
    }

    [Fact]
    public void People_raise_carbon_dioxide_and_dust_in_a_room()
    {
        var room = Given.Device("room-climate");
        room.Put("people", 10);
        room.Advance(TimeSpan.FromHours(3));
        room["co2"].ShouldBeInRange(700, 1_000);
        room["particles"].ShouldBeGreaterThan(100_000);
        room["motion"].ShouldBe(1);
        room.Put("people", 0);
        room.Advance(TimeSpan.FromHours(3));
        room["co2"].ShouldBeLessThan(470);
    }

    [Fact]
    public void A_shaken_bench_shows_in_the_vibration_meter()
    {
        var meter = Given.Device("vibration-meter");
        meter.Advance(Minute);
        meter["rms"].ShouldBeInRange(0.02, 0.3);
        meter["frequency"].ShouldBeInRange(48, 52);
        meter.Put("shake", 2);
        meter.Advance(Second);
        meter["rms"].ShouldBeInRange(1.9, 2.4);
        meter["peak"].ShouldBeGreaterThan(meter["rms"]);
        meter["over_limit"].ShouldBe(1);
    }

    [Fact]
    public void A_balance_swings_in_before_it_is_stable()
    {
        var balance = Given.Device("balance");
        balance.Put("load", 12.3451);
        balance.Advance(TimeSpan.FromMilliseconds(400));
        balance["stable"].ShouldBe(0);
        balance.Advance(TimeSpan.FromSeconds(5));
        balance["stable"].ShouldBe(1);
        balance["mass"].ShouldBe(12.3451, 0.001);
    }

    [Fact]
    public void A_working_day_is_busy_at_ten_and_quiet_at_night_and_on_Sunday()
    {
        var day = new WorkDay(new DateTime(2026, 11, 25, 0, 0, 0, DateTimeKind.Unspecified));
        day.Activity(TimeSpan.FromHours(10)).ShouldBeGreaterThan(0.8);
        day.Activity(TimeSpan.FromHours(3)).ShouldBeLessThan(0.1);
        day.Activity(TimeSpan.FromHours((4 * 24) + 10)).ShouldBeLessThan(0.2);
    }
}
