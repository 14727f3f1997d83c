using System.Globalization;
using Ical.Net;
using Ical.Net.CalendarComponents;
using Ical.Net.DataTypes;
using Ical.Net.Serialization;
using Calendar = Ical.Net.Calendar;

namespace IncubatorHub.Laboratory.Calendars;

/// <summary>Entries as an iCalendar object (RFC 5545).</summary>
public static class CalendarText
{
    private const string ProductId = "-//IncubatorHub//IncubatorHub//EN";

    /// <summary>A whole calendar to be read again and again.</summary>
    public static string Feed(string name, IReadOnlyList<CalendarEntry> entries)
    {
        var calendar = new Calendar { ProductId = ProductId };
        calendar.AddProperty("X-WR-CALNAME", name);
        Fill(calendar, entries, _ => { });
        return new CalendarSerializer().SerializeToString(calendar)!;
    }

    /// <summary>One entry for one reader: asked to note it, or to take it away (RFC 5546).</summary>
    public static string Invitation(CalendarEntry entry, string organizer, string attendee, string attendeeName)
    {
        var calendar = new Calendar { ProductId = ProductId, Method = MethodOf(entry) };
        Fill(calendar, [entry], item =>
        {
            item.Organizer = new Organizer($"mailto:{organizer}") { CommonName = "IncubatorHub" };
            // Agreed on already: there is nothing to answer.
            item.Attendees.Add(new Attendee($"mailto:{attendee}")
            {
                CommonName = attendeeName, Role = "REQ-PARTICIPANT", ParticipationStatus = "ACCEPTED", Rsvp = false,
            });
        });
        return new CalendarSerializer().SerializeToString(calendar)!;
    }

    /// <summary>The METHOD of an invitation to it.</summary>
    public static string MethodOf(CalendarEntry entry) => entry.Status is EntryStatus.Cancelled ? "CANCEL" : "REQUEST";

    private static void Fill(Calendar calendar, IReadOnlyList<CalendarEntry> entries, Action<CalendarEvent> with)
    {
        foreach (var inZone in entries.GroupBy(one => one.TimeZone))
        {
            var zone = TimeZoneInfo.FindSystemTimeZoneById(inZone.Key);
            calendar.AddTimeZone(Rules(zone, inZone.Key, inZone.Min(one => one.StartsAt), inZone.Max(one => one.EndsAt)));
            foreach (var entry in inZone)
            {
                var item = Event(entry, zone);
                with(item);
                calendar.Events.Add(item);
            }
        }
    }

    private static CalendarEvent Event(CalendarEntry entry, TimeZoneInfo zone) => new()
    {
        Uid = entry.Uid,
        Sequence = entry.Sequence,
        Status = entry.Status.ToString().ToUpperInvariant(),
        // Without a METHOD it is the time of the last change; with one, the time when the message was made, which is the same moment.
        DtStamp = Utc(entry.UpdatedAt),
        LastModified = Utc(entry.UpdatedAt),
        Start = Local(entry.StartsAt, zone, entry.TimeZone),
        End = Local(entry.EndsAt, zone, entry.TimeZone),
        Summary = entry.Summary,
        Location = entry.Location,
        Description = entry.Description.Length == 0 ? null : entry.Description,
        Url = entry.Url is null ? null : new Uri(entry.Url),
        Transparency = entry.Status is EntryStatus.Cancelled ? TransparencyType.Transparent : TransparencyType.Opaque,
    };

    // A wall-clock time that happens twice stands for the first of the two (3.3.5), but common parsers take the second: only UTC says which.
    private static CalDateTime Local(DateTimeOffset at, TimeZoneInfo zone, string id)
    {
        var local = TimeZoneInfo.ConvertTime(at, zone);
        return zone.IsAmbiguousTime(local)
            ? Utc(at)
            : new CalDateTime(DateTime.SpecifyKind(local.DateTime, DateTimeKind.Unspecified), id);
    }

    private static CalDateTime Utc(DateTimeOffset at) => new(at.UtcDateTime);

    // Each change of the offset by its date instead of a rule for all years: right also where the rules change.
    private static VTimeZone Rules(TimeZoneInfo zone, string id, DateTimeOffset from, DateTimeOffset to)
    {
        var rules = new VTimeZone(id);
        var begin = from.AddYears(-1);
        var before = zone.GetUtcOffset(begin);
        rules.TimeZoneInfos.Add(Rule(zone.IsDaylightSavingTime(begin), begin.UtcDateTime.Date + before, before, before));
        foreach (var change in ZoneTransitions.Between(zone, begin, to.AddYears(1)))
            rules.TimeZoneInfos.Add(Rule(change.IsDaylight, change.At.UtcDateTime + change.From, change.From, change.To));
        return rules;
    }

    private static VTimeZoneInfo Rule(bool isDaylight, DateTime onset, TimeSpan from, TimeSpan to) => new(isDaylight ? "DAYLIGHT" : "STANDARD")
    {
        Start = new CalDateTime(DateTime.SpecifyKind(new DateTime(onset.Ticks - (onset.Ticks % TimeSpan.TicksPerSecond)), DateTimeKind.Unspecified)),
        OffsetFrom = new UtcOffset(from),
        OffsetTo = new UtcOffset(to),
        TimeZoneName = string.Create(CultureInfo.InvariantCulture, $"{(to < TimeSpan.Zero ? '-' : '+')}{to:hh\\:mm}"),
    };
}
