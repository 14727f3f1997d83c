namespace IncubatorHub.Laboratory.Policies.Rules;

/// <summary>
/// Japan's public holidays by the Act on National Holidays (Act No. 178 of 1948) as it stands since 2022. Equinox days are proclaimed each February
/// for the next year; they are computed here by the mean tropical year from the equinoxes of 1980, which agrees with every day proclaimed for 2022 to 2027 and
/// is good until 2099.
/// </summary>
public static class JapaneseHolidays
{
    /// <summary>The first year of which holidays are known.</summary>
    public const int FirstYear = 2022;
    /// <summary>The last one.</summary>
    public const int LastYear = 2099;

    // Days by which the mean tropical year is longer than 365; the leap days of a four-year cycle, unbroken from 1904 to 2096, take them back.
    private const double YearBeyond365 = 0.242194;

    /// <summary>The holidays of a year; none outside <see cref="FirstYear"/> to <see cref="LastYear"/>.</summary>
    public static IReadOnlySet<DateOnly> Of(int year)
    {
        if (year is < FirstYear or > LastYear)
            return new HashSet<DateOnly>();
        HashSet<DateOnly> named =
        [
            new(year, 1, 1), Monday(2, year, 1), new(year, 2, 11), new(year, 2, 23), new(year, 3, Equinox(year, 20.8431)), new(year, 4, 29),
            new(year, 5, 3), new(year, 5, 4), new(year, 5, 5), Monday(3, year, 7), new(year, 8, 11), Monday(3, year, 9), new(year, 9, Equinox(year, 23.2488)),
            Monday(2, year, 10), new(year, 11, 3), new(year, 11, 23),
        ];
        // Article 3, paragraph 2: for one on a Sunday, the nearest later day that is none is a holiday.
        var all = new HashSet<DateOnly>(named);
        foreach (var sunday in named.Where(day => day.DayOfWeek is DayOfWeek.Sunday))
            all.Add(Enumerable.Range(1, 7).Select(sunday.AddDays).First(day => !named.Contains(day)));
        // Article 3, paragraph 3: a day between two holidays is one.
        foreach (var between in named.Select(day => day.AddDays(1)).Where(day => !named.Contains(day) && named.Contains(day.AddDays(1))))
            all.Add(between);
        return all;
    }

    private static DateOnly Monday(int nth, int year, int month)
    {
        var first = new DateOnly(year, month, 1);
        return first.AddDays((((int)DayOfWeek.Monday - (int)first.DayOfWeek + 7) % 7) + (7 * (nth - 1)));
    }

    private static int Equinox(int year, double dayIn1980) =>
        (int)Math.Floor(dayIn1980 + (YearBeyond365 * (year - 1980)) - Math.Floor((year - 1980) / 4.0));
}
