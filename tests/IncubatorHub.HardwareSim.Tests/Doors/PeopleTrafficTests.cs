using IncubatorHub.HardwareSim.Doors;
using IncubatorHub.HardwareSim.Models;
using Microsoft.Extensions.Time.Testing;

namespace IncubatorHub.HardwareSim.Tests.Doors;

public class PeopleTrafficTests
{
    private static readonly DateTime Wednesday = new(2026, 11, 25, 0, 0, 0, DateTimeKind.Unspecified);

    private static List<(double Hour, string Line)> Live(ulong seed, DateTime start, int days, int people = 40)
    {
        var time = new FakeTimeProvider();
        string[] doors = ["entrance", "laboratory"];
        var controller = new DoorController(
            "c", doors.Select(d => new DoorSetup(d)), PeopleTraffic.CardsFor(people, doors, DateOnly.FromDateTime(start)), new WorkDay(start), time)
        {
            Traffic = new PeopleTraffic(people, seed),
        };
        List<(double, string)> lines = [];
        for (var minute = 0; minute < days * 24 * 60; minute++)
        {
            controller.Advance(TimeSpan.FromMinutes(1));
            foreach (var e in controller.Events.Window(int.MaxValue))
            {
                lines.Add((controller.LocalTime.TimeOfDay.TotalHours, e.Line()));
                controller.Events.Sent(e.Seq);
            }

            if (lines.Count > 0) controller.Events.Acknowledge(long.Parse(lines[^1].Item2.Split(' ')[1]));
        }

        return lines;
    }

    [Fact]
    public void A_working_day_has_its_rhythm_and_its_troubles()
    {
        var day = Live(3, Wednesday, 5);
        int Count(string kind, double from = 0, double until = 24) =>
            day.Count(e => e.Hour >= from && e.Hour < until && e.Line.Split(' ')[4].TrimEnd('\n') == kind);

        Count("GRANTED", 8, 10).ShouldBeGreaterThan(4 * Count("GRANTED", 2, 4));
        Count("GRANTED", 8, 10).ShouldBeGreaterThan(100);
        Count("DENIED").ShouldBeInRange(20, 600);
        Count("GRANTED_NO_ENTRY").ShouldBeGreaterThan(5);
        Count("HELD_OPEN").ShouldBeGreaterThan(0);
        Math.Abs(Count("HELD_OPEN_CLEARED") - Count("HELD_OPEN")).ShouldBeLessThan(2);
        Math.Abs(Count("OPENED") + Count("FORCED") - Count("CLOSED")).ShouldBeLessThan(3);
        day.Where(e => e.Line.Contains("DENIED")).ShouldAllBe(e => e.Line.Contains("reader=in"), "leaving is always granted");
    }

    [Fact]
    public void The_same_seed_walks_the_same_way_and_another_another()
    {
        Live(3, Wednesday, 1).ShouldBe(Live(3, Wednesday, 1));
        Live(3, Wednesday, 1).ShouldNotBe(Live(4, Wednesday, 1));
    }

    [Fact]
    public void A_Sunday_is_quiet() =>
        Live(3, Wednesday.AddDays(4), 1).Count.ShouldBeLessThan(Live(3, Wednesday, 1).Count / 3);
}
