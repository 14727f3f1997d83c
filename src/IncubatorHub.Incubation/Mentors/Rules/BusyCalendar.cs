using System.Globalization;
using System.Text.RegularExpressions;
using Ical.Net.CalendarComponents;
using Ical.Net.DataTypes;
using Ical.Net.Evaluation;
using IncubatorHub.Laboratory.Policies.Rules;
using Calendar = Ical.Net.Calendar;

namespace IncubatorHub.Incubation.Mentors.Rules;

/// <summary>What an iCalendar object says about when its owner is busy. Names, places and guests are not even looked at. Pure.</summary>
internal static partial class BusyCalendar
{
    /// <summary>Busy times of one feed that are kept: a busy person has under 20 a day for half a year.</summary>
    public const int MaxTimes = 4_000;

    // Steps without any occurrence after which a rule, such as one for 30 February, is given up.
    private const int MaxVainSteps = 20_000;

    /// <summary>
    /// Busy time that meets the window, merged; events that are transparent or cancelled are not busy. Throws <see cref="FormatException"/> when the text
    /// is no calendar, or repeats in a way that is not followed.
    /// </summary>
    /// <param name="text">The object.</param>
    /// <param name="window">What is asked about.</param>
    /// <param name="own">The owner's clock: for whole days, for times without a zone, and for zones that nobody else knows.</param>
    public static List<TimeRange> Read(string text, TimeRange window, WallClock own)
    {
        var busy = new List<TimeRange>();
        var unfolded = Fold().Replace(text, "");
        foreach (var calendar in Parsed(InKnownZones(unfolded, own)))
        {
            Refuse(calendar);
            // Each event with its exceptions by itself, so that one that cannot be followed to its end takes no other along.
            foreach (var series in calendar.Events.GroupBy(one => one.Uid))
                busy.AddRange(Series(series, window, own));
        }

        busy.AddRange(FreeBusy().Matches(unfolded).Where(line => !line.Groups["type"].Value.Contains("FBTYPE=FREE", StringComparison.OrdinalIgnoreCase))
            .SelectMany(line => line.Groups["periods"].Value.Split(',')).Select(PeriodOf));
        var merged = TimeRanges.Merged(busy.Where(one => one.Meets(window)).Select(one => one.Inside(window)));
        return merged.Count <= MaxTimes ? merged : throw new FormatException($"More than {MaxTimes} busy times.");
    }

    private static Ical.Net.CalendarCollection Parsed(string text)
    {
        try
        {
            return Ical.Net.CalendarCollection.Load(text) is { Count: > 0 } found ? found : throw new FormatException("There is no calendar.");
        }
        catch (Exception exception) when (exception is not FormatException)
        {
            // The parser has exceptions of many kinds for what is no calendar.
            throw new FormatException("The text is no calendar.", exception);
        }
    }

    private static void Refuse(Calendar calendar)
    {
        if (calendar.Events.Any(one => one.RecurrenceRule?.Frequency is Ical.Net.FrequencyType.Secondly or Ical.Net.FrequencyType.Minutely))
            throw new FormatException("An event repeats by the second or minute.");
    }

    private static List<TimeRange> Series(IEnumerable<CalendarEvent> series, TimeRange window, WallClock own)
    {
        var alone = new Calendar();
        alone.Events.AddRange(series);
        // What began before the window may still last into it.
        var from = new CalDateTime(window.From.UtcDateTime.AddDays(-32));
        var found = new List<TimeRange>();
        try
        {
            foreach (var one in alone.GetOccurrences<CalendarEvent>(from, new EvaluationOptions { MaxUnmatchedIncrementsLimit = MaxVainSteps }))
            {
                var range = RangeOf(one.Period, own);
                // In the order of their beginnings, in whatever zone each is.
                if (range.From >= window.Until.AddDays(2))
                    break;
                if (one.Source is CalendarEvent { Transparency: not "TRANSPARENT", Status: not "CANCELLED" })
                    found.Add(range);
                if (found.Count > MaxTimes)
                    throw new FormatException($"More than {MaxTimes} busy times.");
            }
        }
        catch (EvaluationException)
        {
            // Nothing more until the end of time: what came before is all that there is.
        }

        return found;
    }

    // A calendar may name its zones as it likes; the parser knows those of IANA. Long lines are put together first, or a name could be in two.
    private static string InKnownZones(string text, WallClock own) => ZoneName().Replace(text, found =>
    {
        var name = found.Groups["name"].Value;
        if (!TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone))
            return $";TZID={own.Zone.Id}";
        return zone.HasIanaId ? found.Value : $";TZID={(TimeZoneInfo.TryConvertWindowsIdToIanaId(name, out var iana) ? iana : own.Zone.Id)}";
    });

    // 3.8.2.6: always UTC; an end, or how long. The parser leaves these out.
    private static TimeRange PeriodOf(string text)
    {
        var parts = text.Trim().Split('/');
        try
        {
            var from = Utc(parts[0]);
            return new TimeRange(from, parts[1].StartsWith('P') ? from + System.Xml.XmlConvert.ToTimeSpan(parts[1]) : Utc(parts[1]));
        }
        catch (Exception exception) when (exception is IndexOutOfRangeException or FormatException or ArgumentException or OverflowException)
        {
            throw new FormatException("A free-busy period cannot be read.", exception);
        }

        static DateTimeOffset Utc(string instant) =>
            DateTimeOffset.ParseExact(instant, "yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
    }

    private static TimeRange RangeOf(Period period, WallClock own)
    {
        var from = InstantOf(period.StartTime, own);
        var end = period.EffectiveEndTime is { } until ? InstantOf(until, own) : period.StartTime.HasTime ? from : from.AddDays(1);
        return new TimeRange(from, end > from ? end : from);
    }

    private static DateTimeOffset InstantOf(CalDateTime at, WallClock own)
    {
        var local = DateTime.SpecifyKind(at.Value, DateTimeKind.Unspecified);
        if (at.IsUtc)
            return new DateTimeOffset(local, TimeSpan.Zero);
        var clock = at.TzId is { } id && TimeZoneInfo.TryFindSystemTimeZoneById(id, out var zone) ? new WallClock(zone) : own;
        return clock.InstantOf(DateOnly.FromDateTime(local), at.HasTime ? TimeOnly.FromDateTime(local) : TimeOnly.MinValue);
    }

    [GeneratedRegex("\\r?\\n[ \\t]", RegexOptions.None, 5000)]
    private static partial Regex Fold();

    [GeneratedRegex("^FREEBUSY(?<type>[^:\\r\\n]*):(?<periods>[^\\r\\n]*)", RegexOptions.Multiline | RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex FreeBusy();

    [GeneratedRegex(";TZID=(\"(?<name>[^\"]*)\"|(?<name>[^\":;\\r\\n]*))", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex ZoneName();
}
