using IncubatorHub.Laboratory.Charges.Rules;

namespace IncubatorHub.Laboratory.Evidence.Rules;

/// <summary>One booking within a month, by its plan.</summary>
internal readonly record struct BookedTime(Guid CompanyId, Stretch Time, bool IsNoShow);

/// <summary>One use within a month. <paramref name="CompanyId"/>: null when no booking explains it.</summary>
internal readonly record struct UsedTime(Guid? CompanyId, Stretch Time);

/// <summary>An instrument's month, cut to the month and to what is past.</summary>
/// <param name="Open">When the house is open, and the instrument is not out of order.</param>
/// <param name="IsSensed">Whether use can be told.</param>
internal sealed record InstrumentMonth(IReadOnlyList<Stretch> Open, IReadOnlyList<BookedTime> Booked, IReadOnlyList<UsedTime> Used, bool IsSensed);

/// <summary>Figures of use, hours.</summary>
/// <param name="Available">Open and in order; null where it has no meaning, of a company.</param>
/// <param name="Booked">Planned time of bookings that were not given back in time.</param>
/// <param name="Used">In use, booked or not; null: not sensed.</param>
/// <param name="UsedBooked">In use within its booking.</param>
/// <param name="Idle">Booked, somebody came, and not in use.</param>
/// <param name="Shadow">In use, and no booking explains it.</param>
/// <param name="NoShow">Booked, and nobody came.</param>
public sealed record UseFigures(double? Available, double Booked, double? Used, double? UsedBooked, double? Idle, double? Shadow, double NoShow, int Bookings, int NoShows)
{
    /// <summary>Used of available; null when nothing was available.</summary>
    public double? Utilisation => Used / Positive(Available);

    /// <summary>Used within bookings of booked.</summary>
    public double? Realisation => UsedBooked / Positive(Booked);

    /// <summary>Used without a booking of used.</summary>
    public double? ShadowShare => Shadow / Positive(Used);

    /// <summary>No-shows of bookings.</summary>
    public double? NoShowRate => NoShows / Positive(Bookings);

    /// <summary>Of some of them together; what is not sensed adds nothing to use.</summary>
    public static UseFigures Sum(IReadOnlyCollection<UseFigures> all) => new(
        SumOf(all.Select(one => one.Available)), all.Sum(one => one.Booked), SumOf(all.Select(one => one.Used)), SumOf(all.Select(one => one.UsedBooked)),
        SumOf(all.Select(one => one.Idle)), SumOf(all.Select(one => one.Shadow)), all.Sum(one => one.NoShow), all.Sum(one => one.Bookings), all.Sum(one => one.NoShows));

    private static double? Positive(double? value) => value > 0 ? value : null;

    private static double? SumOf(IEnumerable<double?> values)
    {
        var known = values.OfType<double>().ToList();
        return known.Count == 0 ? null : known.Sum();
    }
}

/// <summary>Adds a month up. Utilisation is used by available, realisation used-within-bookings by booked, shadow unbooked-used by used.</summary>
internal static class UseOfMonth
{
    /// <summary>The figures of an instrument, or of what one company did with it.</summary>
    public static UseFigures Of(InstrumentMonth month, Guid? company = null)
    {
        var booked = month.Booked.Where(one => company is null || one.CompanyId == company).ToList();
        var used = month.Used.Where(one => company is null || one.CompanyId == company).ToList();
        // Of parallel slots each booking counts by itself; idle is what no booking of that time was used in.
        var usedTime = Stretches.Union(used.Select(one => one.Time));
        var explained = Stretches.Union(used.Where(one => one.CompanyId is not null).Select(one => one.Time));
        var came = Stretches.Union(booked.Where(one => !one.IsNoShow).Select(one => one.Time));
        return new UseFigures(
            company is null ? Hours(month.Open) : null, booked.Sum(one => one.Time.Length.TotalHours),
            Sensed(Hours(usedTime)), Sensed(Hours(Stretches.Common(explained, came))), Sensed(Hours(Stretches.Without(came, usedTime))),
            Sensed(Hours(Stretches.Without(Stretches.Union(used.Where(one => one.CompanyId is null).Select(one => one.Time)), explained))),
            booked.Where(one => one.IsNoShow).Sum(one => one.Time.Length.TotalHours), booked.Count, booked.Count(one => one.IsNoShow));

        double? Sensed(double hours) => month.IsSensed ? hours : null;
    }

    private static double Hours(IReadOnlyList<Stretch> all) => Stretches.Length(all).TotalHours;
}
