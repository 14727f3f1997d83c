using System.Globalization;
using IncubatorHub.Platform.Ui;
using IncubatorHub.Platform.Ui.Kit;

namespace IncubatorHub.Laboratory.Bookings.Pages;

/// <summary>The stretch of time that a board shows, in the zone of its facility, and where an instant stands in it.</summary>
/// <param name="From">UTC, included: a local midnight.</param>
/// <param name="To">UTC, excluded: a local midnight.</param>
/// <param name="Zone">IANA name.</param>
public sealed record BoardTime(DateTimeOffset From, DateTimeOffset To, string Zone)
{
    /// <summary>So many local days from a day on. On the days when clocks change they are an hour shorter or longer.</summary>
    public static BoardTime Of(DateOnly first, int days, string zone) => new(Midnight(first, zone), Midnight(first.AddDays(days), zone), zone);

    /// <summary>The instant at which a local day begins.</summary>
    public static DateTimeOffset Midnight(DateOnly day, string zone) => At(day, TimeOnly.MinValue, zone);

    /// <summary>The instant of a local day and time; one that the clock leaves out is taken as the next that there is.</summary>
    public static DateTimeOffset At(DateOnly day, TimeOnly time, string zone)
    {
        var rules = TimeZoneInfo.FindSystemTimeZoneById(zone);
        var local = day.ToDateTime(time);
        while (rules.IsInvalidTime(local))
            local = local.AddMinutes(1);
        return new DateTimeOffset(local, rules.GetUtcOffset(local)).ToUniversalTime();
    }

    /// <summary>The local day of an instant.</summary>
    public static DateOnly DayOf(DateTimeOffset at, string zone) => DateOnly.FromDateTime(LocalTime.In(at, zone).DateTime);

    /// <summary>Where an instant stands, 0 to 100; what is outside stands at the edge.</summary>
    public double Percent(DateTimeOffset at) => Math.Clamp((at - From) / (To - From) * 100, 0, 100);

    /// <summary>Left edge and width of a stretch, as the style of a block.</summary>
    public string Style(DateTimeOffset from, DateTimeOffset until) =>
        string.Create(CultureInfo.InvariantCulture, $"left:{Percent(from):0.###}%;width:{Percent(until) - Percent(from):0.###}%");

    /// <summary>Marks of the time axis: every hour of a day, every six hours of more.</summary>
    public IEnumerable<(DateTimeOffset At, string Text, bool IsDay)> Marks()
    {
        var hours = To - From <= TimeSpan.FromHours(26) ? 1 : 6;
        for (var at = From; at < To; at = at.AddHours(1))
        {
            var local = LocalTime.In(at, Zone);
            if (local.Hour % hours == 0)
                yield return (at, local.Hour == 0 && hours > 1 ? DayText(local) : local.ToString("HH", CultureInfo.InvariantCulture), local.Hour == 0 && hours > 1);
        }
    }

    /// <summary>A day as a heading: weekday and date.</summary>
    public static string DayText(DateTimeOffset local) => local.ToString(ConsoleTexts.IsJapanese ? "M/d (ddd)" : "ddd d MMM", CultureInfo.CurrentCulture);

    /// <summary>Two instants as one text: the day once, unless they are of two days.</summary>
    public static string Range(DateTimeOffset from, DateTimeOffset to, string zone)
    {
        var (start, end) = (LocalTime.In(from, zone), LocalTime.In(to, zone));
        return start.Date == end.Date || (end.TimeOfDay == TimeSpan.Zero && end.Date == start.Date.AddDays(1))
            ? $"{DayText(start)} {start:HH:mm}–{(end.TimeOfDay == TimeSpan.Zero ? "24:00" : end.ToString("HH:mm", CultureInfo.InvariantCulture))}"
            : $"{DayText(start)} {start:HH:mm} – {DayText(end)} {end:HH:mm}";
    }

    /// <summary>Local time of day.</summary>
    public static string Clock(DateTimeOffset at, string zone) => LocalTime.In(at, zone).ToString("HH:mm", CultureInfo.InvariantCulture);
}
