using IncubatorHub.Laboratory.Bookings;
using IncubatorHub.Laboratory.Interlocks;
using IncubatorHub.Laboratory.Interlocks.Rules;
using IncubatorHub.Protocol;

namespace IncubatorHub.Laboratory.Tests.Interlocks;

public sealed class LeasePlanTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 25, 3, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(LeaseStart.WarmUp, 50, 120)]
    [InlineData(LeaseStart.Booking, 60, 120)]
    [InlineData(LeaseStart.CheckIn, 55, 120)]
    public void A_booking_begins_its_lease_as_the_interlock_says(LeaseStart begins, int from, int until) =>
        For(begins, Use(60, 120, BookingState.CheckedIn, checkedIn: 55)).ShouldHaveSingleItem().ShouldSatisfyAllConditions(
            lease => lease.From.ShouldBe(At(from)), lease => lease.Until.ShouldBe(At(until)), lease => lease.Booking.ShouldBe(lease.Id));

    [Fact]
    public void Whoever_was_not_seen_has_no_lease_where_the_check_in_begins_it() => For(LeaseStart.CheckIn, Use(60, 120)).ShouldBeEmpty();

    [Theory]
    [InlineData(BookingState.Held, false)]
    [InlineData(BookingState.PendingApproval, false)]
    [InlineData(BookingState.Confirmed, true)]
    [InlineData(BookingState.CheckedIn, true)]
    [InlineData(BookingState.InUse, true)]
    [InlineData(BookingState.Completed, false)]
    [InlineData(BookingState.ReleasedNoShow, false)]
    [InlineData(BookingState.CutShort, false)]
    [InlineData(BookingState.Withdrawn, false)]
    public void Only_a_booking_that_stands_has_a_lease(BookingState state, bool has) => (For(LeaseStart.Booking, Use(-10, 60, state)).Count == 1).ShouldBe(has);

    [Fact]
    public void Nobody_gets_a_lease_without_the_qualification() =>
        Enum.GetValues<BookingState>().SelectMany(state => For(LeaseStart.Booking, Use(-10, 60, state) with { IsQualified = false })).ShouldBeEmpty();

    [Theory]
    [InlineData(1439, true)]
    [InlineData(1440, false)]
    public void A_gateway_is_told_24_hours_ahead(int start, bool isTold) => (For(LeaseStart.Booking, Use(start, start + 60)).Count == 1).ShouldBe(isTold);

    [Fact]
    public void What_is_over_is_told_no_more() => For(LeaseStart.Booking, Use(-60, 0), Use(-60, 1)).Count.ShouldBe(1);

    [Fact]
    public void The_nearest_24_are_told_and_what_lies_within_another_is_left_out()
    {
        var many = Enumerable.Range(0, 30).Select(i => Use(i * 10, (i * 10) + 10)).ToArray();
        For(LeaseStart.Booking, many).Select(lease => lease.From).ShouldBe(Enumerable.Range(0, 24).Select(i => At(i * 10)));
        For(LeaseStart.Booking, Use(0, 100), Use(10, 20), Use(0, 100), Use(90, 110)).Select(lease => lease.Until).ShouldBe([At(100), At(110)]);
    }

    [Fact]
    public void An_order_to_be_on_is_a_lease_without_a_booking_and_one_to_be_off_leaves_none()
    {
        var hour = LeasePlan.For(LeaseStart.Booking, 0, ManualSwitch.On, Noon, Noon.AddMinutes(60), [Use(30, 120)], Noon);
        hour.Select(lease => lease.Booking is null).ShouldBe([true, false]);
        LeasePlan.For(LeaseStart.Booking, 0, ManualSwitch.Off, Noon, null, [Use(-30, 120)], Noon).ShouldBeEmpty();
    }

    private static IReadOnlyList<Lease> For(LeaseStart begins, params PlannedUse[] uses) => LeasePlan.For(begins, 10, ManualSwitch.None, null, null, uses, Noon);

    private static long At(int minutes) => Noon.AddMinutes(minutes).ToUnixTimeMilliseconds();

    private static PlannedUse Use(int from, int until, BookingState state = BookingState.Confirmed, int? checkedIn = null) =>
        new(Guid.CreateVersion7(), state, Noon.AddMinutes(from), Noon.AddMinutes(until), checkedIn is { } at ? Noon.AddMinutes(at) : null, IsQualified: true);
}
