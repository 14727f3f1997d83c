using CsCheck;
using IncubatorHub.Laboratory.Bookings.Rules;
using IncubatorHub.Laboratory.Policies.Rules;

namespace IncubatorHub.Laboratory.Tests.Bookings;

public sealed class FreeTimesTests
{
    private static readonly DateTimeOffset Nine = new(2026, 11, 26, 0, 0, 0, TimeSpan.Zero);
    private static readonly WallClock Tokyo = new(TimeZoneInfo.FindSystemTimeZoneById("Asia/Tokyo"));

    private static FreeTimeQuestion Question(int hours, params (int From, int Until, int Slot)[] taken) => new()
    {
        Within = Range(0, 24), Length = TimeSpan.FromHours(hours), Open = [Range(-24, 48)], Clock = Tokyo, GridMinutes = 15,
        Resource = new ResourceFacts(Guid.CreateVersion7(), Guid.CreateVersion7(), "centrifuge"),
        Taken = [.. taken.Select(one => new TakenSlot(Guid.CreateVersion7(), one.Slot, Range(one.From, one.Until)))],
    };

    private static TimeRange Range(double from, double until) => new(Nine.AddHours(from), Nine.AddHours(until));

    private static IEnumerable<double> Hours(FreeTimeQuestion question) => FreeTimes.Of(question).Select(one => (one.Start - Nine).TotalHours);

    [Fact]
    public void The_start_of_the_search_is_free_when_nothing_is_there() => Hours(Question(2)).ShouldBe([0]);

    [Fact]
    public void Each_gap_that_is_long_enough_is_told_by_its_beginning() =>
        Hours(Question(2, (0, 3, 0), (4, 6, 0), (8, 10, 0))).ShouldBe([6, 10]);

    [Fact]
    public void A_gap_of_exactly_the_length_is_long_enough() => Hours(Question(2, (0, 3, 0), (5, 24, 0))).ShouldBe([3]);

    [Fact]
    public void A_second_slot_is_offered_while_the_first_is_taken() =>
        FreeTimes.Of(Question(2, (0, 3, 0)) with { Resource = new ResourceFacts(Guid.CreateVersion7(), Guid.CreateVersion7(), "x") { ParallelSlots = 2 } })
            .Select(one => one.Slot).ShouldBe([1, 0]);

    [Fact]
    public void Warm_up_and_cool_down_need_room_as_well() =>
        Hours(Question(2, (0, 3, 0), (6, 8, 0)) with
        {
            Resource = new ResourceFacts(Guid.CreateVersion7(), Guid.CreateVersion7(), "x") { WarmUpMinutes = 30, CoolDownMinutes = 45 },
        }).ShouldBe([8.5]);

    [Fact]
    public void Nothing_is_offered_over_an_outage_or_outside_opening_hours() =>
        Hours(Question(2) with { Outages = [Range(0, 2)], Open = [Range(1, 5), Range(20, 23)] }).ShouldBe([2, 20]);

    [Fact]
    public void A_run_through_the_night_begins_and_ends_in_opening_hours() =>
        Hours(Question(12) with { Open = [Range(0, 9), Range(20, 33)], Within = Range(0, 40) }).ShouldBe([20]);

    [Fact]
    public void Where_it_is_allowed_a_run_through_the_night_spans_the_closed_hours() =>
        Hours(Question(18) with { Open = [Range(0, 9), Range(20, 33)], Within = Range(5, 40), MayRunOvernight = true }).ShouldBe([5]);

    [Fact]
    public void Starts_are_on_the_grid_of_the_wall_clock() =>
        Hours(Question(1) with { Within = Range(0.1, 24), GridMinutes = 60 }).ShouldBe([1]);

    [Fact]
    public void An_hour_that_clocks_show_twice_is_not_searched_for_ever()
    {
        var berlin = new WallClock(TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin"));
        // 02:30 local for the second time.
        var from = new DateTimeOffset(2027, 10, 31, 1, 30, 0, TimeSpan.Zero);
        FreeTimes.Of(Question(1) with
        {
            Within = new TimeRange(from.AddMinutes(1), from.AddHours(5)), Open = [new TimeRange(from.AddDays(-1), from.AddDays(1))], Clock = berlin, GridMinutes = 30,
        }).First().Start.ShouldBe(from.AddMinutes(30));
    }

    [Fact]
    public void What_is_offered_is_free_and_nothing_earlier_in_its_gap_was() =>
        Gen.Select(Gen.Select(Gen.Int[0, 23], Gen.Int[1, 4], Gen.Int[0, 1]).Array[0, 12], Gen.Int[1, 6]).Sample((taken, hours) =>
        {
            var question = Question(hours, [.. taken.Select(one => (one.Item1, one.Item1 + one.Item2, one.Item3))]) with
            {
                Resource = new ResourceFacts(Guid.CreateVersion7(), Guid.CreateVersion7(), "x") { ParallelSlots = 2 },
            };
            bool Fits(int start) => start + hours <= 24 && Enumerable.Range(0, 2).Any(slot =>
                !taken.Any(one => one.Item3 == slot && one.Item1 < start + hours && start < one.Item1 + one.Item2));
            var offered = Hours(question).Select(hour => (int)hour).ToList();
            offered.TrueForAll(Fits).ShouldBeTrue();
            // The first that fits by looking at every hour is the first that is offered.
            var first = Enumerable.Range(0, 24).Where(Fits).Select(hour => (int?)hour).FirstOrDefault();
            offered.Select(hour => (int?)hour).FirstOrDefault().ShouldBe(first);
        });
}
