using CsCheck;
using IncubatorHub.Laboratory.Charges.Rules;

namespace IncubatorHub.Laboratory.Tests.Charges;

public sealed class PricingTests
{
    private static readonly TimeZoneInfo Tokyo = TimeZoneInfo.FindSystemTimeZoneById("Asia/Tokyo");
    private static readonly TimeZoneInfo Berlin = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");
    private static readonly DayOfWeek[] WorkDays = [DayOfWeek.Monday, DayOfWeek.Tuesday, DayOfWeek.Wednesday, DayOfWeek.Thursday, DayOfWeek.Friday];

    // A Wednesday, 09:00 in Tokyo.
    private static readonly DateTimeOffset Nine = new(2026, 11, 25, 0, 0, 0, TimeSpan.Zero);

    private static readonly PriceTerms Plain = new() { YenPerHour = 1200 };

    private static readonly PriceTerms WithPeak = Plain with
    {
        OffPeakYenPerHour = 600,
        PeakWindows = [new PeakWindow { Days = WorkDays, From = new TimeOnly(9, 0), Until = new TimeOnly(17, 0) }],
    };

    private static Stretch Hours(double from, double until) => new(Nine.AddHours(from), Nine.AddHours(until));

    private static UseOfBooking Planned(double from, double until, params Stretch[]? used) =>
        new(Nine.AddHours(from), Nine.AddHours(until), used, UseOutcome.Completed);

    private static long NetOf(PriceTerms terms, UseOfBooking use, string tier = "standard") => Pricing.Price(terms, tier, use, Tokyo).NetYen;

    [Fact]
    public void Each_basis_charges_its_own_time()
    {
        // Booked 9 to 12, used 10 to 11 and 11:30 to 13.
        var use = Planned(0, 3, Hours(1, 2), Hours(2.5, 4));
        NetOf(Plain with { Basis = ChargeBasis.Planned }, use).ShouldBe(3600);
        NetOf(Plain with { Basis = ChargeBasis.Used }, use).ShouldBe(3000);
        NetOf(Plain with { Basis = ChargeBasis.Union }, use).ShouldBe(4800);
        NetOf(Plain with { Basis = ChargeBasis.Maximum }, use).ShouldBe(3600);
        NetOf(Plain with { Basis = ChargeBasis.Maximum }, Planned(0, 1, Hours(0, 2))).ShouldBe(2400);
        var price = Pricing.Price(Plain, "standard", use, Tokyo);
        (price.PlannedMinutes, price.UsedMinutes, price.IdleMinutes, price.OverrunMinutes).ShouldBe((180, 150, 90, 60));
    }

    [Fact]
    public void Where_nothing_tells_of_use_the_planned_time_is_charged()
    {
        NetOf(Plain with { Basis = ChargeBasis.Used }, Planned(0, 3, used: null)).ShouldBe(3600);
        NetOf(Plain with { Basis = ChargeBasis.Used }, Planned(0, 3)).ShouldBe(0);
        var price = Pricing.Price(Plain, "standard", Planned(0, 3, used: null), Tokyo);
        (price.UsedMinutes, price.IdleMinutes, price.OverrunMinutes).ShouldBe((null, null, null));
    }

    [Fact]
    public void Peak_and_off_peak_hours_have_their_own_prices_also_across_midnight()
    {
        NetOf(WithPeak, Planned(7, 9)).ShouldBe(1200 + 600);
        // Friday 16:00 to Saturday 10:00: one hour at peak.
        NetOf(WithPeak, Planned(48 + 7, 48 + 25)).ShouldBe(1200 + (17 * 600));
        var night = WithPeak with { PeakWindows = [new PeakWindow { Days = [DayOfWeek.Wednesday], From = new TimeOnly(22, 0), Until = new TimeOnly(6, 0) }] };
        // Thursday 05:00 to 07:00: the window began on Wednesday.
        NetOf(night, Planned(20, 22)).ShouldBe(1200 + 600);
        var wholeDay = WithPeak with { PeakWindows = [new PeakWindow { Days = [DayOfWeek.Wednesday], From = default, Until = default }] };
        // Wednesday 23:00 to Thursday 01:00.
        NetOf(wholeDay, Planned(14, 16)).ShouldBe(1200 + 600);
    }

    [Fact]
    public void Time_is_rounded_up_to_whole_units_and_what_that_adds_costs_the_lower_price()
    {
        var half = Plain with { RoundingMinutes = 30 };
        NetOf(half, Planned(0, 0.5)).ShouldBe(600);
        NetOf(half, Planned(0, 0.5 + (1 / 60.0))).ShouldBe(1200);
        // 16:50 to 17:05: ten minutes at peak, five off peak, fifteen by rounding.
        NetOf(WithPeak with { RoundingMinutes = 30 }, Planned(8 - (10 / 60.0), 8 + (5 / 60.0))).ShouldBe(200 + 50 + 150);
    }

    [Fact]
    public void The_minimum_applies_to_any_use_but_not_to_none()
    {
        var terms = Plain with { MinimumYen = 500, Basis = ChargeBasis.Used };
        NetOf(terms, Planned(0, 1, Hours(0, 0.1))).ShouldBe(500);
        NetOf(terms, Planned(0, 1, Hours(0, 0.9))).ShouldBe(1080);
        NetOf(terms, Planned(0, 1)).ShouldBe(0);
    }

    [Fact]
    public void A_tier_pays_its_part_or_its_own_price()
    {
        var terms = WithPeak with
        {
            MinimumYen = 1000,
            Tiers = [new TierPrice { Tier = "academic", FactorPercent = 50 }, new TierPrice { Tier = "partner", YenPerHour = 700, OffPeakYenPerHour = 300 }, new TierPrice { Tier = "flat", YenPerHour = 900 }],
        };
        var use = Planned(7, 9);
        NetOf(terms, use).ShouldBe(1800);
        NetOf(terms, use, "academic").ShouldBe(900);
        NetOf(terms, use, "partner").ShouldBe(1000);
        NetOf(terms, use, "flat").ShouldBe(1800);
        NetOf(terms, use, "unheard-of").ShouldBe(1800);
        NetOf(terms, Planned(0, 0.1), "academic").ShouldBe(500);
    }

    [Fact]
    public void Fees_are_parts_of_the_planned_price_and_spare_the_time_that_others_took()
    {
        var terms = Plain with { LateCancelPercent = 50, NoShowPercent = 100 };
        NetOf(terms, Planned(0, 3) with { Outcome = UseOutcome.LateCancelled }).ShouldBe(1800);
        NetOf(terms, Planned(0, 3) with { Outcome = UseOutcome.LateCancelled, TakenAgain = [Hours(1, 2)] }).ShouldBe(1200);
        NetOf(terms, Planned(0, 3) with { Outcome = UseOutcome.LateCancelled, TakenAgain = [Hours(-1, 4)] }).ShouldBe(0);
        NetOf(terms, Planned(0, 3) with { Outcome = UseOutcome.NoShow }).ShouldBe(3600);
        NetOf(terms, Planned(0, 3) with { Outcome = UseOutcome.Outage }).ShouldBe(0);
        NetOf(terms, Planned(0, 3) with { Outcome = UseOutcome.CutShort, EndedAt = Nine.AddHours(1) }).ShouldBe(1200);
    }

    [Fact]
    public void Without_a_plan_use_is_free() => Pricing.Price(null, "standard", Planned(0, 3), Tokyo).NetYen.ShouldBe(0);

    [Fact]
    public void The_clock_that_is_put_forward_and_back_makes_days_of_23_and_25_hours()
    {
        PeakWindow[] sundays = [new PeakWindow { Days = [DayOfWeek.Sunday], From = default, Until = default }];
        double Hours(int month, int day) => Stretches.Length(PeakHours.Within(
            sundays, new DateTimeOffset(2026, month, day, 0, 0, 0, TimeSpan.Zero).AddDays(-2), new DateTimeOffset(2026, month, day, 0, 0, 0, TimeSpan.Zero).AddDays(2), Berlin)).TotalHours;
        Hours(3, 29).ShouldBe(23);
        Hours(10, 25).ShouldBe(25);
        Hours(11, 1).ShouldBe(24);
        // 02:30 was skipped: the window begins at the jump.
        PeakHours.InstantOf(new DateTime(2026, 3, 29, 2, 30, 0), Berlin).ShouldBe(new DateTimeOffset(2026, 3, 29, 1, 0, 0, TimeSpan.Zero));
        PeakHours.InstantOf(new DateTime(2026, 10, 25, 2, 30, 0), Berlin).ShouldBe(new DateTimeOffset(2026, 10, 25, 0, 30, 0, TimeSpan.Zero));
    }

    private static readonly Gen<Stretch> AnyStretch = Gen.Select(Gen.Int[0, 3 * 1440], Gen.Int[0, 700], (from, length) =>
        new Stretch(Nine.AddMinutes(from), Nine.AddMinutes(from + length)));

    private static readonly Gen<PeakWindow> AnyWindow = Gen.Select(Gen.Enum<DayOfWeek>(), Gen.Int[0, 95], Gen.Int[0, 95], (day, from, until) =>
        new PeakWindow { Days = [day, (DayOfWeek)(((int)day + 2) % 7)], From = TimeOnly.MinValue.AddMinutes(from * 15), Until = TimeOnly.MinValue.AddMinutes(until * 15) });

    private static readonly Gen<PriceTerms> AnyTerms = Gen.Select(
        Gen.Enum<ChargeBasis>(), Gen.Long[0, 20_000], Gen.Long[0, 20_000], AnyWindow.List[0, 3], Gen.Long[0, 3000], Gen.Int[0, 5].Select(one => new[] { 0, 1, 7, 15, 60, 1440 }[one]), Gen.Int[0, 200],
        (basis, price, offPeak, windows, minimum, unit, factor) => new PriceTerms
        {
            Basis = basis, YenPerHour = price, OffPeakYenPerHour = windows.Count == 0 ? null : offPeak, PeakWindows = windows, MinimumYen = minimum, RoundingMinutes = unit,
            LateCancelPercent = factor / 2, NoShowPercent = factor / 3, Tiers = [new TierPrice { Tier = "standard", FactorPercent = factor }],
        });

    [Fact]
    public void A_price_is_never_negative_and_its_lines_sum_up_to_it() => Gen.Select(AnyTerms, AnyStretch, AnyStretch.List[0, 4], Gen.Enum<UseOutcome>()).Sample((terms, planned, used, outcome) =>
    {
        var price = Pricing.Price(terms, "standard", new UseOfBooking(planned.From, planned.Until, used, outcome), Tokyo);
        price.NetYen.ShouldBeGreaterThanOrEqualTo(0);
        price.Lines.Sum(line => line.Yen).ShouldBe(price.NetYen);
        price.Lines.ShouldAllBe(line => line.Yen >= 0 && line.Minutes >= 0);
    });

    [Fact]
    public void More_time_never_costs_less() => Gen.Select(AnyTerms, AnyStretch, AnyStretch.List[0, 3], AnyStretch, Gen.Int[0, 600], Gen.Int[0, 600], Gen.Enum<UseOutcome>()).Sample(
        (terms, planned, used, more, before, after, outcome) =>
        {
            var less = new UseOfBooking(planned.From, planned.Until, used, outcome);
            var wider = less with { StartsAt = planned.From.AddMinutes(-before), EndsAt = planned.Until.AddMinutes(after), Used = [.. used, more] };
            NetOf(terms, wider).ShouldBeGreaterThanOrEqualTo(NetOf(terms, less));
        });

    [Fact]
    public void Before_rounding_a_booking_costs_what_its_two_halves_cost() => Gen.Select(AnyTerms, AnyStretch, Gen.Double[0, 1]).Sample((any, planned, where) =>
    {
        var terms = any with { RoundingMinutes = 0, MinimumYen = 0, Basis = ChargeBasis.Planned };
        var middle = planned.From + (planned.Length * where);
        var halves = NetOf(terms, new UseOfBooking(planned.From, middle, null, UseOutcome.Completed)) + NetOf(terms, new UseOfBooking(middle, planned.Until, null, UseOutcome.Completed));
        // Each is cut to whole yen.
        (NetOf(terms, new UseOfBooking(planned.From, planned.Until, null, UseOutcome.Completed)) - halves).ShouldBeInRange(0, 1);
    });

    [Fact]
    public void Peak_hours_agree_with_the_clock_on_the_wall_minute_by_minute() => Gen.Select(AnyWindow.List[1, 3], AnyStretch, Gen.Int[0, 2].Select(one => new[] { 0, 123, 338 }[one])).Sample((windows, time, days) =>
    {
        var (from, until) = (time.From.AddDays(days), time.Until.AddDays(days));
        var minutes = 0;
        for (var at = from; at < until; at = at.AddMinutes(1))
        {
            var local = TimeZoneInfo.ConvertTime(at, Tokyo).DateTime;
            var (clock, today, yesterday) = (TimeOnly.FromDateTime(local), local.DayOfWeek, local.AddDays(-1).DayOfWeek);
            if (windows.Any(one => one.Until > one.From
                ? one.Days.Contains(today) && clock >= one.From && clock < one.Until
                : (one.Days.Contains(today) && clock >= one.From) || (one.Days.Contains(yesterday) && clock < one.Until)))
                minutes++;
        }

        Stretches.Length(PeakHours.Within(windows, from, until, Tokyo)).TotalMinutes.ShouldBe(minutes);
    }, iter: 300);

    [Fact]
    public void Stretches_add_up() => Gen.Select(AnyStretch.List[0, 5], AnyStretch.List[0, 5]).Sample((some, others) =>
    {
        var (a, b, both) = (Stretches.Length(Stretches.Union(some)), Stretches.Length(Stretches.Union(others)), Stretches.Length(Stretches.Common(some, others)));
        Stretches.Length(Stretches.Union([.. some, .. others])).ShouldBe(a + b - both);
        Stretches.Length(Stretches.Without(some, others)).ShouldBe(a - both);
        Stretches.Common(Stretches.Without(some, others), others).ShouldBeEmpty();
    });

    [Fact]
    public void The_tax_of_the_charges_of_a_month_is_the_tax_of_their_sum() => Gen.Long[-5000, 5000].List[0, 40].Sample(amounts =>
    {
        long month = 0, tax = 0;
        foreach (var amount in amounts)
        {
            tax += ConsumptionTax.Added(month, amount, 10);
            month += amount;
        }

        tax.ShouldBe(ConsumptionTax.On(month, 10));
    });
}
