using System.Globalization;
using IncubatorHub.Incubation.Mentors.Rules;
using IncubatorHub.Laboratory.Policies.Rules;

namespace IncubatorHub.Incubation.Tests.Mentors;

public sealed class BusyCalendarTests
{
    private static readonly WallClock Tokyo = new(TimeZoneInfo.FindSystemTimeZoneById("Asia/Tokyo"));

    private static readonly TimeRange Window = Range("2026-11-25T00:00", "2026-12-25T00:00");

    private static TimeRange Range(string from, string until) =>
        new(DateTimeOffset.Parse(from + "Z", CultureInfo.InvariantCulture), DateTimeOffset.Parse(until + "Z", CultureInfo.InvariantCulture));

    private static string Calendar(params string[] parts) =>
        $"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//somebody//else//EN\r\n{string.Concat(parts.Select(one => one.ReplaceLineEndings("\r\n") + "\r\n"))}END:VCALENDAR\r\n";

    private static string Event(string uid, string lines) => $"BEGIN:VEVENT\nUID:{uid}\nDTSTAMP:20261101T000000Z\n{lines}\nEND:VEVENT";

    private static List<TimeRange> Read(params string[] parts) => BusyCalendar.Read(Calendar(parts), Window, Tokyo);

    [Fact]
    public void A_weekly_meeting_is_busy_every_week_in_its_own_zone_but_where_it_was_moved_or_cancelled() => Read(
            Event("a", "DTSTART;TZID=Europe/Berlin:20261001T100000\nDTEND;TZID=Europe/Berlin:20261001T110000\nRRULE:FREQ=WEEKLY;UNTIL=20261218T000000Z\nEXDATE;TZID=Europe/Berlin:20261210T100000"),
            Event("a", "RECURRENCE-ID;TZID=Europe/Berlin:20261203T100000\nDTSTART;TZID=Europe/Berlin:20261204T150000\nDTEND;TZID=Europe/Berlin:20261204T160000"),
            Event("a", "RECURRENCE-ID;TZID=Europe/Berlin:20261126T100000\nDTSTART;TZID=Europe/Berlin:20261126T100000\nDTEND;TZID=Europe/Berlin:20261126T110000\nSTATUS:CANCELLED"))
        .ShouldBe([Range("2026-12-04T14:00", "2026-12-04T15:00"), Range("2026-12-17T09:00", "2026-12-17T10:00")]);

    [Fact]
    public void Transparent_and_cancelled_events_are_not_busy() => Read(
            Event("a", "DTSTART:20261126T010000Z\nDTEND:20261126T020000Z\nTRANSP:TRANSPARENT"),
            Event("b", "DTSTART:20261126T030000Z\nDTEND:20261126T040000Z\nSTATUS:CANCELLED"),
            Event("c", "DTSTART:20261126T050000Z\nDURATION:PT90M\nSTATUS:TENTATIVE"))
        .ShouldBe([Range("2026-11-26T05:00", "2026-11-26T06:30")]);

    [Fact]
    public void A_whole_day_and_a_time_without_a_zone_are_the_mentors_own() => Read(
            Event("a", "DTSTART;VALUE=DATE:20261126\nDTEND;VALUE=DATE:20261128"),
            Event("b", "DTSTART;VALUE=DATE:20261201"),
            Event("c", "DTSTART:20261203T090000\nDTEND:20261203T100000"),
            Event("d", "DTSTART;TZID=Our own time:20261204T090000\nDTEND;TZID=Our own time:20261204T100000"))
        .ShouldBe(
        [
            Range("2026-11-25T15:00", "2026-11-27T15:00"), Range("2026-11-30T15:00", "2026-12-01T15:00"), Range("2026-12-03T00:00", "2026-12-03T01:00"),
            Range("2026-12-04T00:00", "2026-12-04T01:00"),
        ]);

    [Fact]
    public void What_overlaps_is_one_and_what_lies_outside_the_window_is_cut() => Read(
            Event("a", "DTSTART:20261120T000000Z\nDTEND:20261125T060000Z"),
            Event("b", "DTSTART:20261125T050000Z\nDTEND:20261125T070000Z"),
            Event("c", "DTSTART:20261224T230000Z\nDTEND:20261226T000000Z"))
        .ShouldBe([Range("2026-11-25T00:00", "2026-11-25T07:00"), Range("2026-12-24T23:00", "2026-12-25T00:00")]);

    [Fact]
    public void A_published_free_busy_is_read_too() => Read(
            "BEGIN:VFREEBUSY\nUID:f\nDTSTAMP:20261101T000000Z\nFREEBUSY;FBTYPE=BUSY:20261126T010000Z/20261126T020000Z,20261127T010000Z/PT90M\nFREEBUSY;FBTYPE=FREE:20261126T030000Z/20261126T040000Z\nEND:VFREEBUSY")
        .ShouldBe([Range("2026-11-26T01:00", "2026-11-26T02:00"), Range("2026-11-27T01:00", "2026-11-27T02:30")]);

    [Theory]
    [InlineData("<html>Sign in</html>")]
    [InlineData("")]
    public void What_is_no_calendar_says_nothing(string text) => Should.Throw<FormatException>(() => BusyCalendar.Read(text, Window, Tokyo));

    [Fact]
    public void A_rule_that_would_never_end_is_refused() => Should.Throw<FormatException>(
        () => Read(Event("a", "DTSTART:19700101T000000Z\nDTEND:19700101T000001Z\nRRULE:FREQ=SECONDLY")));

    [Fact]
    public void A_rule_that_matches_no_day_ends() => Read(Event("a", "DTSTART:20261101T000000Z\nDTEND:20261101T010000Z\nRRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30"))
        .ShouldBeEmpty();
}
