using CsCheck;
using IncubatorHub.HardwareSim.Models;

namespace IncubatorHub.HardwareSim.Tests.Models;

public class DeviceTests
{
    public static TheoryData<string> Kinds => [.. DeviceKinds.All];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void The_same_seed_gives_the_same_series_and_another_seed_another(string kind)
    {
        double[] Series(ulong seed)
        {
            var device = Given.Device(kind, seed, use: 1);
            return [.. Enumerable.Range(0, 120).SelectMany(_ =>
            {
                device.Advance(TimeSpan.FromSeconds(30));
                return device.Points.Select(p => p.Read());
            })];
        }

        Series(5).ShouldBe(Series(5));
        Series(5).ShouldNotBe(Series(6));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_series_does_not_depend_on_how_time_was_cut(string kind)
    {
        Gen.Int[1, 4_000].List[1, 30].Sample(steps =>
        {
            var cut = Given.Device(kind, use: 1);
            var whole = Given.Device(kind, use: 1);
            foreach (var ms in steps) cut.Advance(TimeSpan.FromMilliseconds(ms));
            whole.Advance(TimeSpan.FromMilliseconds(steps.Sum()));
            return cut.Points.Select(p => p.Read()).SequenceEqual(whole.Points.Select(p => p.Read()));
        }, iter: 20);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void In_two_days_of_ordinary_use_every_value_stays_finite_and_within_its_range(string kind)
    {
        var device = Given.Device(kind, use: 1);
        for (var i = 0; i < 2 * 24; i++)
        {
            device.Advance(TimeSpan.FromHours(kind is "balance" or "vibration-meter" ? 0.1 : 1));
            foreach (var point in device.Points) point.Read().ShouldBeInRange(point.Low, point.High, $"{kind} {point.Name}");
        }
    }

    [Fact]
    public void A_stuck_sensor_repeats_itself_a_drifting_one_walks_away_and_spikes_are_wild()
    {
        var stuck = Given.Device("freezer");
        stuck.TrySetFault(FaultNames.Stuck, "temp", true).ShouldBeTrue();
        stuck.Watch("temp", TimeSpan.FromHours(2), TimeSpan.FromMinutes(1)).Distinct().Count().ShouldBe(1);

        var drifting = Given.Device("co2-incubator");
        drifting.TrySetFault(FaultNames.Drift, "temp", true).ShouldBeTrue();
        drifting.Advance(TimeSpan.FromHours(5));
        drifting["temp"].ShouldBeInRange(39.8, 40.2);
        drifting["temp_alarm"].ShouldBe(0, "the chamber itself is well");

        var spiky = Given.Device("room-climate");
        spiky.TrySetFault(FaultNames.Spikes, null, true).ShouldBeTrue();
        var temps = spiky.Watch("temp", TimeSpan.FromHours(1), TimeSpan.FromSeconds(1));
        temps.Count(t => Math.Abs(t - 23) > 8).ShouldBeInRange(60, 200);
        spiky.TrySetFault(FaultNames.Spikes, null, false);
        spiky.Watch("temp", TimeSpan.FromHours(1), TimeSpan.FromSeconds(1)).ShouldAllBe(t => Math.Abs(t - 23) < 3);
    }

    [Fact]
    public void An_unknown_fault_or_sensor_is_refused()
    {
        Given.Device("freezer").TrySetFault("rust", null, true).ShouldBeFalse();
        Given.Device("freezer").TrySetFault(FaultNames.Stuck, "smell", true).ShouldBeFalse();
        Given.Device("balance").TrySetFault(FaultNames.Compressor, null, true).ShouldBeFalse();
    }
}
