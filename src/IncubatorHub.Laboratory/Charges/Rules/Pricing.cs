namespace IncubatorHub.Laboratory.Charges.Rules;

/// <summary>What a line of a charge is for.</summary>
public enum PriceLineKind
{
    /// <summary>Time at the one price, or at peak.</summary>
    Time,
    OffPeakTime,

    /// <summary>Time that rounding up to whole units adds, at the lower of the two prices.</summary>
    RoundedUp,

    /// <summary>What the least charge adds.</summary>
    Minimum,
    LateCancelFee,
    NoShowFee,
}

/// <summary>A line of a charge.</summary>
/// <param name="Kind">What for.</param>
/// <param name="Minutes">Time that it covers, whole minutes; 0 when it is not about time.</param>
/// <param name="YenPerHour">The hourly price after the tier's factor, cut to whole yen; 0 when it is not about time.</param>
/// <param name="Yen">Net. The lines of a charge sum up to its net amount.</param>
public sealed record PriceLine(PriceLineKind Kind, int Minutes, long YenPerHour, long Yen);

/// <summary>A price with all that explains it.</summary>
/// <param name="NetYen">Yen, net of tax; never negative.</param>
/// <param name="PlannedMinutes">Booked.</param>
/// <param name="UsedMinutes">In use; null when nothing tells.</param>
/// <param name="IdleMinutes">Booked and not in use; null when nothing tells.</param>
/// <param name="OverrunMinutes">In use outside the time booked; null when nothing tells.</param>
/// <param name="Lines">What it is made of.</param>
public sealed record PricedUse(long NetYen, int PlannedMinutes, int? UsedMinutes, int? IdleMinutes, int? OverrunMinutes, IReadOnlyList<PriceLine> Lines);

/// <summary>
/// What use costs. For time t in bands with prices p and the least price m, rounded up to whole units: Σ p·t + m·(⌈T⌉ − T), then the tier's factor, cut
/// to whole yen, at least the minimum. That the rounding is charged at m makes it monotone: more time never costs less.
/// </summary>
internal static class Pricing
{
    private const long TicksPerHour = TimeSpan.TicksPerHour;

    public static PricedUse Price(PriceTerms? terms, string tier, UseOfBooking use, TimeZoneInfo zone)
    {
        IReadOnlyList<Stretch> planned = Stretches.Union([new Stretch(use.StartsAt, use.EndsAt)]);
        var used = use.Used is null ? null : Stretches.Union(use.Used);
        var lines = terms is null ? [] : Lines(terms, PricesOf(terms, tier), use, planned, used, zone);
        return new PricedUse(
            lines.Sum(line => line.Yen), Minutes(Stretches.Length(planned)), used is null ? null : Minutes(Stretches.Length(used)),
            used is null ? null : Minutes(Stretches.Length(Stretches.Without(planned, used))),
            used is null ? null : Minutes(Stretches.Length(Stretches.Without(used, planned))), lines);
    }

    private static IReadOnlyList<PriceLine> Lines(
        PriceTerms terms, Prices prices, UseOfBooking use, IReadOnlyList<Stretch> planned, IReadOnlyList<Stretch>? used, TimeZoneInfo zone)
    {
        var asPlanned = use.Outcome is UseOutcome.CutShort && use.EndedAt is { } cut ? Stretches.Common(planned, [new Stretch(DateTimeOffset.MinValue, cut)]) : planned;
        return use.Outcome switch
        {
            UseOutcome.Outage => [],
            UseOutcome.LateCancelled => Fee(PriceLineKind.LateCancelFee, terms.LateCancelPercent),
            UseOutcome.NoShow => Fee(PriceLineKind.NoShowFee, terms.NoShowPercent),
            _ => terms.Basis switch
            {
                ChargeBasis.Used => Of(used ?? asPlanned),
                ChargeBasis.Union => Of(Stretches.Union([.. asPlanned, .. used ?? []])),
                ChargeBasis.Maximum => Dearer(Of(asPlanned), Of(used ?? asPlanned)),
                _ => Of(asPlanned),
            },
        };

        IReadOnlyList<PriceLine> Of(IReadOnlyList<Stretch> time) => LinesFor(terms, prices, time, zone);

        IReadOnlyList<PriceLine> Fee(PriceLineKind kind, int percent)
        {
            var time = Stretches.Without(planned, use.TakenAgain);
            var fee = Of(time).Sum(line => line.Yen) * percent / 100;
            return fee == 0 ? [] : [new PriceLine(kind, Minutes(Stretches.Length(time)), 0, fee)];
        }
    }

    private static IReadOnlyList<PriceLine> LinesFor(PriceTerms terms, Prices prices, IReadOnlyList<Stretch> time, TimeZoneInfo zone)
    {
        if (time.Count == 0)
            return [];
        var peak = prices.OffPeak is null ? time : Stretches.Common(time, PeakHours.Within(terms.PeakWindows, time[0].From, time[^1].Until, zone));
        var (all, atPeak) = (Stretches.Length(time).Ticks, Stretches.Length(peak).Ticks);
        var unit = terms.RoundingMinutes * TimeSpan.TicksPerMinute;
        var added = unit == 0 ? 0 : (unit - (all % unit)) % unit;
        var offPeak = prices.OffPeak ?? prices.Peak;
        (PriceLineKind Kind, long Ticks, long YenPerHour)[] parts =
            [(PriceLineKind.Time, atPeak, prices.Peak), (PriceLineKind.OffPeakTime, all - atPeak, offPeak), (PriceLineKind.RoundedUp, added, Math.Min(prices.Peak, offPeak))];

        // Yen are cut once, from the exact sum; a line shows what the sum grows by with it.
        var lines = new List<PriceLine>();
        Int128 exact = 0;
        long soFar = 0;
        foreach (var part in parts.Where(part => part.Ticks > 0))
        {
            exact += (Int128)part.Ticks * part.YenPerHour * prices.FactorPercent;
            var yen = (long)(exact / ((Int128)TicksPerHour * 100));
            lines.Add(new PriceLine(part.Kind, Minutes(new TimeSpan(part.Ticks)), part.YenPerHour * prices.FactorPercent / 100, yen - soFar));
            soFar = yen;
        }

        if (prices.Minimum > soFar)
            lines.Add(new PriceLine(PriceLineKind.Minimum, 0, 0, prices.Minimum - soFar));
        return lines;
    }

    private static IReadOnlyList<PriceLine> Dearer(IReadOnlyList<PriceLine> one, IReadOnlyList<PriceLine> other) =>
        other.Sum(line => line.Yen) > one.Sum(line => line.Yen) ? other : one;

    private static Prices PricesOf(PriceTerms terms, string tier) => terms.Tiers.FirstOrDefault(one => one.Tier == tier) switch
    {
        { YenPerHour: { } own } price => new Prices(own, terms.OffPeakYenPerHour is null ? null : price.OffPeakYenPerHour ?? own, 100, terms.MinimumYen),
        { FactorPercent: { } factor } => new Prices(terms.YenPerHour, terms.OffPeakYenPerHour, factor, terms.MinimumYen * factor / 100),
        _ => new Prices(terms.YenPerHour, terms.OffPeakYenPerHour, 100, terms.MinimumYen),
    };

    // Whole minutes, half a minute up.
    private static int Minutes(TimeSpan time) => (int)((time.Ticks + (TimeSpan.TicksPerMinute / 2)) / TimeSpan.TicksPerMinute);

    private readonly record struct Prices(long Peak, long? OffPeak, int FactorPercent, long Minimum);
}
