namespace IncubatorHub.Laboratory.Charges.Rules;

/// <summary>Turns hours of the week into stretches of time.</summary>
internal static class PeakHours
{
    /// <summary>The peak within [from, until), in the zone of the facility.</summary>
    public static IReadOnlyList<Stretch> Within(IReadOnlyList<PeakWindow> windows, DateTimeOffset from, DateTimeOffset until, TimeZoneInfo zone)
    {
        if (windows.Count == 0 || until <= from)
            return [];
        // A window that crosses midnight began the day before.
        var first = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(from, zone).DateTime).AddDays(-1);
        var last = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(until, zone).DateTime);
        var peak = new List<Stretch>();
        for (var day = first; day <= last; day = day.AddDays(1))
        {
            foreach (var window in windows.Where(window => window.Days.Contains(day.DayOfWeek)))
            {
                var endDay = window.Until <= window.From ? day.AddDays(1) : day;
                peak.Add(new Stretch(InstantOf(day.ToDateTime(window.From), zone), InstantOf(endDay.ToDateTime(window.Until), zone)));
            }
        }

        return Stretches.Common(peak, [new Stretch(from, until)]);
    }

    /// <summary>A time that the clock skips is the moment of the jump; of a time that it shows twice, the first counts.</summary>
    internal static DateTimeOffset InstantOf(DateTime local, TimeZoneInfo zone)
    {
        if (zone.IsInvalidTime(local))
        {
            // The jump lies at most a few hours ahead: the first valid minute after it is the moment itself, in its new offset.
            while (zone.IsInvalidTime(local))
                local = local.AddMinutes(1);
        }

        var offset = zone.IsAmbiguousTime(local) ? zone.GetAmbiguousTimeOffsets(local).Max() : zone.GetUtcOffset(local);
        return new DateTimeOffset(local, offset).ToUniversalTime();
    }
}
