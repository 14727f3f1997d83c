using IncubatorHub.Laboratory.Calendars;
using IncubatorHub.Registry.Facilities;
using IncubatorHub.Registry.Notifications;
using IncubatorHub.Registry.People;
using IncubatorHub.Registry.Tenancies;
using Microsoft.Extensions.Options;

namespace IncubatorHub.Incubation.Mentoring;

/// <summary>Kinds of mails about sessions; stable, for they stand in people's preferences.</summary>
internal static class SessionNoticeKinds
{
    /// <summary>To mentors: somebody asks.</summary>
    public const string Requests = "session.requests";

    /// <summary>Confirmed, moved.</summary>
    public const string Changes = "session.changes";

    /// <summary>Declined, expired, withdrawn, cancelled.</summary>
    public const string Ends = "session.ends";

    public const string Reminders = "session.reminders";

    /// <summary>How was it?</summary>
    public const string Outcomes = "session.outcomes";

    public static readonly string[] All = [Requests, Changes, Ends, Reminders, Outcomes];
}

/// <summary>
/// Writes the mails about a session: rows of the caller's transaction, to those who want them. Of what the sides say of it afterwards, a mail tells
/// nothing: neither note nor rating.
/// </summary>
internal sealed class SessionNotices(HubDbContext db, Answers.AnswerLinks answers, IOptions<NotificationOptions> options, TimeProvider time)
{
    /// <summary>Tells of a change those whom it is news to. What is agreed on, moved or called off comes with its entry for the calendar (RFC 6047).</summary>
    public async Task Tell(MentoringSession session, SessionChange change, CancellationToken cancel)
    {
        switch (change)
        {
            case SessionChange.Requested:
                await Write(session, "Requested", SessionNoticeKinds.Requests, SessionSide.Mentor, cancel);
                break;
            case SessionChange.Confirmed:
                await Write(session, "Confirmed", SessionNoticeKinds.Changes, side: null, cancel, withEntry: true);
                break;
            // What takes its place has the same entry: the old one goes only while nobody said yes to that.
            case SessionChange.Moved:
                var waits = await db.Set<MentoringSession>().AnyAsync(next => next.Id == session.SupersededById && next.State == SessionState.Requested, cancel);
                await Write(session, "Moved", SessionNoticeKinds.Changes, side: null, cancel, withEntry: waits && session.ConfirmedAt is not null);
                break;
            case SessionChange.Declined:
                await Write(session, "Declined", SessionNoticeKinds.Ends, SessionSide.Company, cancel);
                break;
            case SessionChange.Expired:
                await Write(session, "Expired", SessionNoticeKinds.Ends, side: null, cancel);
                break;
            case SessionChange.Withdrawn:
                await Write(session, "Withdrawn", SessionNoticeKinds.Ends, SessionSide.Mentor, cancel);
                break;
            case SessionChange.Cancelled:
                await Write(session, "Cancelled", SessionNoticeKinds.Ends, side: null, cancel, withEntry: true);
                break;
            default:
                // Both sides say how it was, and see it.
                break;
        }
    }

    /// <summary>Reminds both sides.</summary>
    public Task Remind(MentoringSession session, CancellationToken cancel) => Write(session, "Reminder", SessionNoticeKinds.Reminders, side: null, cancel);

    /// <summary>Asks one side how it was.</summary>
    public Task AskOutcome(MentoringSession session, SessionSide side, CancellationToken cancel) => Write(session, "Outcome", SessionNoticeKinds.Outcomes, side, cancel);

    /// <summary>Tells the company that a time came free for which it waited, and that it was asked for.</summary>
    public Task TellPlaced(MentoringSession session, CancellationToken cancel) => Write(session, "Placed", SessionNoticeKinds.Changes, SessionSide.Company, cancel);

    private async Task Write(MentoringSession session, string text, string kind, SessionSide? side, CancellationToken cancel, bool withEntry = false)
    {
        var mentors = await db.Set<SessionHost>().Where(host => host.SessionId == session.Id).Select(host => host.AccountId).ToListAsync(cancel);
        var company = await db.Set<SessionAttendee>().Where(one => one.SessionId == session.Id).Select(one => one.AccountId).ToListAsync(cancel);
        company.Insert(0, session.PersonId);
        List<Guid> readers = [.. (side switch { SessionSide.Mentor => mentors, SessionSide.Company => company, _ => [.. mentors, .. company] }).Distinct()];
        List<Guid> known = [.. mentors.Concat(company).Distinct()];
        var accounts = await db.Accounts.AsNoTracking().Where(account => known.Contains(account.Id)).ToDictionaryAsync(account => account.Id, cancel);
        var muted = await db.NoticePreferences.AsNoTracking().Where(one => readers.Contains(one.AccountId)).ToListAsync(cancel);
        var house = await db.Set<Facility>().Where(one => one.Id == session.FacilityId).Select(one => new { one.NameEn, one.NameJa, one.TimeZone }).SingleAsync(cancel);
        var firm = await db.Set<Company>().Where(one => one.Id == session.CompanyId).Select(one => new { one.NameEn, one.NameJa }).SingleAsync(cancel);
        var rooms = await db.RoomNames([session], cancel);
        foreach (var reader in readers.Select(id => accounts.GetValueOrDefault(id)).OfType<Account>().Where(account => account.IsActive))
        {
            if (muted.Exists(one => one.AccountId == reader.Id && one.Mutes(kind)))
                continue;
            var language = reader.Language;
            string Names(IEnumerable<Guid> ids) => string.Join(language == "ja" ? "、" : ", ", ids.Select(id => accounts.TryGetValue(id, out var found) ? found.DisplayName : ""));
            var companyName = language == "ja" ? firm.NameJa : firm.NameEn;
            var place = SessionPlaces.Of(session, rooms, language == "ja" ? house.NameJa : house.NameEn, language);
            var answer = text == "Requested" ? options.Value.Link($"/sessions/answer/{answers.Make(new Answers.AnswerLink(session.Id, reader.Id, session.Revision))}") : "";
            var link = options.Value.Link($"/sessions/{session.Id}");
            var other = mentors.Contains(reader.Id) ? Names([session.PersonId]) : Names(mentors);
            var entry = withEntry ? SessionEntry.Of(session, house.TimeZone, SessionMailTexts.Get("Title", language, other), place, link) : null;
            db.Add(new OutgoingMail
            {
                To = reader.Email,
                Subject = Cut(SessionMailTexts.Get(text + "Subject", language, Names(mentors), companyName), 200),
                Body = Cut(SessionMailTexts.Get("Frame", language,
                    reader.DisplayName, SessionMailTexts.Get(text + "Text", language, session.AcceptUntil is { } until ? SessionMailTexts.Time(until, house.TimeZone) : "", answer),
                    Names(mentors), companyName, Names(company), SessionMailTexts.Time(session.StartsAt, house.TimeZone), SessionMailTexts.Time(session.EndsAt, house.TimeZone), house.TimeZone,
                    place, session.EndReason.Length > 0 ? session.EndReason : session.Purpose, link, options.Value.Link("/account/notices")), 4_000),
                Calendar = entry is null ? null : CalendarText.Invitation(entry, options.Value.From, reader.Email, reader.DisplayName),
                CalendarMethod = entry is null ? null : CalendarText.MethodOf(entry),
                At = time.GetUtcNow(),
            });
        }
    }

    private static string Cut(string text, int length) => text.Length <= length ? text : text[..length];
}
