namespace IncubatorHub.Incubation.Progress.Rules;

/// <summary>A quarter of a fiscal year. With the year's first month April, the first quarter of 2026 is April to June 2026, and its fourth January to March 2027.</summary>
/// <param name="Year">In which the fiscal year begins.</param>
/// <param name="Number">1 to 4.</param>
/// <param name="From">First day.</param>
/// <param name="Until">Last day, included.</param>
internal sealed record FiscalQuarter(int Year, int Number, DateOnly From, DateOnly Until)
{
    /// <summary>The quarter that a day lies in.</summary>
    /// <param name="day">By the facility's calendar.</param>
    /// <param name="firstMonth">Of the fiscal year, 1 to 12.</param>
    public static FiscalQuarter Of(DateOnly day, int firstMonth)
    {
        var monthsIn = (day.Month - firstMonth + 12) % 12;
        var year = day.Month >= firstMonth ? day.Year : day.Year - 1;
        var from = new DateOnly(year, firstMonth, 1).AddMonths(monthsIn / 3 * 3);
        return new FiscalQuarter(year, (monthsIn / 3) + 1, from, from.AddMonths(3).AddDays(-1));
    }

    /// <summary>The last one that is over on a day.</summary>
    public static FiscalQuarter LastBefore(DateOnly day, int firstMonth) => Of(Of(day, firstMonth).From.AddDays(-1), firstMonth);
}
