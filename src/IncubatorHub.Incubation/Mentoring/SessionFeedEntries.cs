using IncubatorHub.Laboratory.Calendars;
using IncubatorHub.Registry.Facilities;
using IncubatorHub.Registry.Notifications;
using IncubatorHub.Registry.People;
using Microsoft.Extensions.Options;

namespace IncubatorHub.Incubation.Mentoring;

/// <summary>Sessions in a person's own feed: as a mentor, as who comes, as who comes along. Notes and ratings are not in it.</summary>
internal sealed class SessionFeedEntries(HubDbContext db, SessionReach reach, IOptions<NotificationOptions> options) : IFeedEntries
{
    public async Task<IReadOnlyList<CalendarEntry>> OfPerson(
        Guid accountId, string language, DateTimeOffset from, DateTimeOffset until, int atMost, CancellationToken cancel)
    {
        var sessions = await (await reach.InSight(cancel)).AsNoTracking()
            .Where(session => session.EndsAt > from && session.StartsAt < until && session.State != SessionState.Superseded)
            .Where(session => session.PersonId == accountId || db.Set<SessionHost>().Any(host => host.SessionId == session.Id && host.AccountId == accountId)
                || db.Set<SessionAttendee>().Any(one => one.SessionId == session.Id && one.AccountId == accountId))
            .OrderByDescending(session => session.StartsAt).Take(Math.Max(0, atMost)).ToListAsync(cancel);
        List<Guid> ids = [.. sessions.Select(session => session.Id)], people = [.. sessions.Select(session => session.PersonId)], houses = [.. sessions.Select(session => session.FacilityId)];
        var mentors = (await (
            from host in db.Set<SessionHost>()
            where ids.Contains(host.SessionId)
            join account in db.Accounts on host.AccountId equals account.Id
            select new { host.SessionId, host.AccountId, account.DisplayName }).ToListAsync(cancel)).ToLookup(one => one.SessionId);
        var names = await db.Accounts.Where(account => people.Contains(account.Id)).ToDictionaryAsync(account => account.Id, account => account.DisplayName, cancel);
        var places = await db.Set<Facility>().IgnoreQueryFilters([ScopeFilters.Name]).Where(house => houses.Contains(house.Id))
            .ToDictionaryAsync(house => house.Id, house => new { house.TimeZone, Name = language == "ja" ? house.NameJa : house.NameEn }, cancel);
        var rooms = await db.RoomNames(sessions, cancel);
        return
        [
            .. from session in sessions
               let house = places[session.FacilityId]
               let own = mentors[session.Id].ToList()
               // Each sees the other in the title.
               let other = own.Exists(host => host.AccountId == accountId) ? names.GetValueOrDefault(session.PersonId, "") : string.Join(", ", own.Select(host => host.DisplayName))
               select SessionEntry.Of(
                   session, house.TimeZone, SessionMailTexts.Get(session.State is SessionState.Requested ? "TitleRequested" : "Title", language, other),
                   SessionPlaces.Of(session, rooms, house.Name, language),
                   options.Value.Link($"/sessions/{session.Id}")),
        ];
    }
}
