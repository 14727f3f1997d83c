using IncubatorHub.HardwareSim.Models;

namespace IncubatorHub.HardwareSim.Tests.Models;

public class FreezerTests
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(99)]
    public void It_holds_minus_eighty_within_three_kelvin_and_cycles_several_times_a_day(int seed)
    {
        var freezer = Given.Device("freezer", (ulong)seed);
        List<double> temps = [];
        var starts = 0;
        var ran = false;
        for (var i = 0; i < 24 * 60; i++)
        {
            freezer.Advance(Minute);
            temps.Add(freezer["temp"]);
            var runs = freezer["compressor_on"] == 1;
            if (runs && !ran) starts++;
            ran = runs;
        }

        temps.Min().ShouldBeGreaterThan(-83);
        temps.Max().ShouldBeLessThan(-77);
        starts.ShouldBeInRange(15, 160);
    }

    [Fact]
    public void A_day_of_holding_takes_between_five_and_twenty_kilowatt_hours()
    {
        var power = Given.Device("freezer").Watch("power", TimeSpan.FromDays(1), Minute);
        (power.Average() * 24 / 1_000).ShouldBeInRange(5, 20);
    }

    [Fact]
    public void A_dead_compressor_warms_it_by_some_kelvin_an_hour_and_raises_the_alarm_within_a_few_hours()
    {
        var freezer = Given.Device("freezer");
        freezer.Advance(TimeSpan.FromHours(2));
        var before = freezer["temp"];
        freezer.TrySetFault(FaultNames.Compressor, null, true).ShouldBeTrue();
        freezer.Advance(TimeSpan.FromHours(2));
        (freezer["temp"] - before).ShouldBeInRange(2, 16);
        freezer["high_alarm"].ShouldBe(0);
        freezer.Advance(TimeSpan.FromHours(6));
        freezer["high_alarm"].ShouldBe(1);
        freezer.Advance(TimeSpan.FromDays(6));
        freezer["temp"].ShouldBeInRange(19, 23.5);
    }

    [Fact]
    public void A_minute_of_open_door_shows_as_a_bump_that_is_gone_within_two_hours()
    {
        var freezer = Given.Device("freezer");
        freezer.Advance(TimeSpan.FromHours(2));
        freezer.Put("door", 1);
        freezer.Advance(Minute);
        freezer["door_open"].ShouldBe(1);
        freezer.Put("door", 0);
        freezer["temp"].ShouldBeInRange(-74, -60);
        freezer["door_openings"].ShouldBe(1);
        freezer.Advance(TimeSpan.FromHours(2));
        freezer["temp"].ShouldBeInRange(-83, -77);
    }

    [Fact]
    public void Without_mains_the_monitor_still_answers_and_says_so()
    {
        var freezer = Given.Device("freezer");
        freezer.TrySetFault(FaultNames.PowerCut, null, true);
        freezer.Advance(Minute);
        freezer.Answers.ShouldBeTrue();
        freezer["power_failed"].ShouldBe(1);
        freezer["power"].ShouldBeLessThan(15);
        freezer.TrySetFault(FaultNames.PowerCut, null, false);
        freezer.Advance(Minute);
        freezer["power_failed"].ShouldBe(0);
    }
}
