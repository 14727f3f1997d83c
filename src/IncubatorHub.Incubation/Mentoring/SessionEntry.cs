using IncubatorHub.Laboratory.Calendars;

namespace IncubatorHub.Incubation.Mentoring;

/// <summary>A session as an entry of a calendar. Moved, it stays the same entry.</summary>
internal static class SessionEntry
{
    public static CalendarEntry Of(MentoringSession session, string timeZone, string summary, string location, string url) => new(
        $"session-{session.FirstId ?? session.Id:N}@incubatorhub", session.StartsAt, session.EndsAt, timeZone, StatusOf(session.State), session.Revision, session.UpdatedAt,
        summary, location, session.Purpose, url);

    /// <summary>What took place stays in the calendar; what did not goes.</summary>
    public static EntryStatus StatusOf(SessionState state) => state switch
    {
        SessionState.Requested => EntryStatus.Tentative,
        SessionState.Confirmed or SessionState.Concluded => EntryStatus.Confirmed,
        _ => EntryStatus.Cancelled,
    };
}
