using IncubatorHub.Laboratory.Bookings;

namespace IncubatorHub.Laboratory.Tests.Bookings;

public sealed class AvailabilityTests
{
    private static readonly DateTimeOffset Nine = new(2026, 11, 25, 0, 0, 0, TimeSpan.Zero);

    private static DateTimeOffset At(double hours) => Nine.AddHours(hours);

    private static Availability Judge(int slots, (double From, double Until)[] taken, params (double From, double? Until)[] closed) => Availability.At(
        slots, taken.Select(one => (At(one.From), At(one.Until))), closed.Select(one => (At(one.From), one.Until is { } until ? At(until) : (DateTimeOffset?)null)), Nine);

    [Fact]
    public void What_nobody_has_is_free_without_an_end() => Judge(1, []).ShouldBe(new Availability(true, null));

    [Fact]
    public void It_is_free_until_the_next_begins() => Judge(1, [(2, 3)]).ShouldBe(new Availability(true, At(2)));

    [Fact]
    public void Back_to_back_bookings_are_one_stretch() => Judge(1, [(-1, 1), (1, 2), (2, 3)]).ShouldBe(new Availability(false, At(3)));

    [Fact]
    public void What_ends_at_this_instant_takes_nothing() => Judge(1, [(-1, 0)]).ShouldBe(new Availability(true, null));

    [Fact]
    public void What_begins_at_this_instant_takes_it() => Judge(1, [(0, 1)]).ShouldBe(new Availability(false, At(1)));

    [Fact]
    public void Of_parallel_slots_one_is_enough() => Judge(2, [(-1, 5), (1, 2)]).ShouldBe(new Availability(true, At(1)));

    [Fact]
    public void An_outage_takes_every_slot() => Judge(3, [], (-1, 4)).ShouldBe(new Availability(false, At(4)));

    [Fact]
    public void Who_knows_no_end_of_an_outage_promises_none() => Judge(1, [(-1, 1)], (-2, null)).ShouldBe(new Availability(false, null));
}
