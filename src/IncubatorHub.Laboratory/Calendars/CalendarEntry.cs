using IncubatorHub.Laboratory.Bookings;

namespace IncubatorHub.Laboratory.Calendars;

/// <summary>What a calendar program makes of an appointment (RFC 5545, 3.8.1.11).</summary>
public enum EntryStatus
{
    /// <summary>An offer that nobody took yet, or a request that waits for approval.</summary>
    Tentative,
    Confirmed,

    /// <summary>The program takes it away, or strikes it out.</summary>
    Cancelled,
}

/// <summary>One entry of a calendar, in its reader's language.</summary>
/// <param name="Uid">The same for ever, wherever the entry is read.</param>
/// <param name="Sequence">Grows with every change that its reader must know of.</param>
/// <param name="Url">Where the console shows it; null: nowhere for this reader.</param>
public sealed record CalendarEntry(
    string Uid, DateTimeOffset StartsAt, DateTimeOffset EndsAt, string TimeZone, EntryStatus Status, int Sequence, DateTimeOffset UpdatedAt,
    string Summary, string Location, string Description, string? Url)
{
    /// <summary>What was used, or used in part, stays in the calendar; what never took place goes.</summary>
    internal static EntryStatus StatusOf(BookingState state) => state switch
    {
        BookingState.Held or BookingState.PendingApproval => EntryStatus.Tentative,
        BookingState.Confirmed or BookingState.CheckedIn or BookingState.InUse or BookingState.Completed or BookingState.CutShort => EntryStatus.Confirmed,
        _ => EntryStatus.Cancelled,
    };

    /// <summary>All that the reader may know. <paramref name="withPerson"/>: for feeds of several people's bookings.</summary>
    internal static CalendarEntry Full(BookingRow row, string language, bool withPerson, string url) => new(
        UidOf(row), row.StartsAt, row.EndsAt, row.TimeZone, StatusOf(row.State), row.Revision, row.UpdatedAt,
        Title(row, language, withPerson), row.Where(language), Note(row, language), url);

    /// <summary>That the instrument is taken, and nothing of by whom and what for.</summary>
    internal static CalendarEntry Taken(BookingRow row, string language) => new(
        UidOf(row), row.StartsAt, row.EndsAt, row.TimeZone, StatusOf(row.State), row.Revision, row.UpdatedAt,
        NoticeMailTexts.Get("Taken", language, row.What(language)), row.Where(language), "", Url: null);

    private static string UidOf(BookingRow row) => $"booking-{row.Id:N}@incubatorhub";

    private static string Note(BookingRow row, string language) => row.Assistant.Length == 0
        ? row.Purpose
        : string.Join('\n', new[] { row.Purpose, NoticeMailTexts.Get("Assistant", language, row.Assistant) }.Where(line => line.Length > 0));

    private static string Title(BookingRow row, string language, bool withPerson)
    {
        var title = withPerson ? NoticeMailTexts.Get("TitleWithPerson", language, row.What(language), row.Person) : row.What(language);
        return row.State switch
        {
            BookingState.Held => NoticeMailTexts.Get("TitleHeld", language, title),
            BookingState.PendingApproval => NoticeMailTexts.Get("TitlePending", language, title),
            _ => title,
        };
    }
}
