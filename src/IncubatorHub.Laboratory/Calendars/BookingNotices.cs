using IncubatorHub.Laboratory.Bookings;
using IncubatorHub.Laboratory.LabEquipment;
using IncubatorHub.Registry.Notifications;
using IncubatorHub.Registry.People;
using Microsoft.Extensions.Options;

namespace IncubatorHub.Laboratory.Calendars;

/// <summary>Kinds of mails about bookings; stable, for they stand in people's preferences.</summary>
internal static class BookingNoticeKinds
{
    /// <summary>Confirmed, moved, extended, handed over: with an entry for the calendar.</summary>
    public const string Changes = "booking.changes";

    /// <summary>Cancelled, rejected, expired, released, cut short; the entry goes.</summary>
    public const string Ends = "booking.ends";

    public const string Offers = "booking.offers";

    /// <summary>To those who approve.</summary>
    public const string Approvals = "booking.approvals";

    public const string Reminders = "booking.reminders";

    /// <summary>An outage reaches a booking, or its instrument is about to be switched off.</summary>
    public const string Outages = "booking.outages";

    public static readonly string[] All = [Changes, Ends, Offers, Approvals, Reminders, Outages];
}

/// <summary>Writes the mails about a booking: rows of the caller's transaction, to those who want them.</summary>
internal sealed class BookingNotices(HubDbContext db, IOptions<NotificationOptions> options, TimeProvider time)
{
    /// <summary>Managers that one request is shown to by mail.</summary>
    private const int MaxApprovers = 20;

    /// <summary>Bookings of a holder that one mail tells of.</summary>
    public const int MostTogether = 500;

    /// <summary>Those of them that it names, so that it stays a mail that is read.</summary>
    private const int MostNamed = 20;

    /// <param name="row">The booking as it is now.</param>
    /// <param name="change">What happened.</param>
    /// <param name="facilityId">Whose managers approve.</param>
    /// <param name="cancel">Gives up.</param>
    public async Task Tell(BookingRow row, BookingChange change, Guid facilityId, CancellationToken cancel)
    {
        // What was booked along goes with its main booking, which tells of both.
        if (row.MainBookingId is not null)
            return;
        switch (change)
        {
            case BookingChange.Requested or BookingChange.Moved or BookingChange.Extended or BookingChange.HandedOver
                when row.State is BookingState.PendingApproval:
                await AskApprovers(row, facilityId, cancel);
                break;
            case BookingChange.Offered when row.State is BookingState.Held:
                await Write(row, row.PersonId, "Offered", BookingNoticeKinds.Offers, withEntry: false, cancel);
                break;
            case BookingChange.OfferWithdrawn:
                await Write(row, row.PersonId, "OfferWithdrawn", BookingNoticeKinds.Offers, withEntry: false, cancel);
                break;
            case BookingChange.HandedOver when row.State is BookingState.Superseded:
                await Write(row, row.PersonId, "GivenAway", BookingNoticeKinds.Ends, withEntry: true, cancel);
                break;
            case BookingChange.Confirmed or BookingChange.Moved or BookingChange.Extended or BookingChange.HandedOver or BookingChange.Restored or BookingChange.Assigned
                when CalendarEntry.StatusOf(row.State) is EntryStatus.Confirmed:
                await Write(row, row.PersonId, change.ToString(), BookingNoticeKinds.Changes, withEntry: true, cancel);
                break;
            case BookingChange.Moved when row.State is BookingState.Superseded:
                await Write(row, row.PersonId, "MovedElsewhere", BookingNoticeKinds.Ends, withEntry: true, cancel);
                break;
            // Nobody was asked to note it before it was confirmed, so there is nothing to take away.
            case BookingChange.Rejected or BookingChange.Expired:
                await Write(row, row.PersonId, change.ToString(), BookingNoticeKinds.Ends, withEntry: false, cancel);
                break;
            case BookingChange.Cancelled or BookingChange.OutageCancelled or BookingChange.Released or BookingChange.CutShort:
                await Write(row, row.PersonId, change.ToString(), BookingNoticeKinds.Ends, CalendarEntry.StatusOf(row.State) is EntryStatus.Cancelled, cancel);
                break;
            default:
                // The holder is there and sees it, or a later change tells more.
                break;
        }
    }

    /// <summary>Reminds the holder.</summary>
    public Task Remind(BookingRow row, CancellationToken cancel) =>
        Write(row, row.PersonId, "Reminder", BookingNoticeKinds.Reminders, withEntry: false, cancel);

    /// <summary>Tells a holder what an outage does to their bookings, in one mail.</summary>
    /// <param name="rows">Bookings of one person at one house, soonest first, at most <see cref="MostTogether"/>.</param>
    /// <param name="outage">As it stands.</param>
    /// <param name="text">Name of the text: OutageBlocks, OutageLimits, OutageChanged, OutageLifted.</param>
    /// <param name="cancel">Gives up.</param>
    public Task TellOfOutage(IReadOnlyList<BookingRow> rows, Outage outage, string text, CancellationToken cancel)
    {
        var zone = rows[0].TimeZone;
        object[] values = [NoticeMailTexts.Time(outage.StartsAt, zone), outage.EndsAt is { } end ? NoticeMailTexts.Time(end, zone) : "…", outage.Cause];
        return rows is [var only]
            ? Write(only, only.PersonId, text, BookingNoticeKinds.Outages, withEntry: false, cancel, values)
            : WriteTogether(rows, text + "Many", BookingNoticeKinds.Outages, values, cancel);
    }

    /// <summary>Tells the holder that the instrument is about to be switched off, or waits for its rest.</summary>
    public Task TellOfSwitch(BookingRow row, DateTimeOffset endsAt, bool isOver, CancellationToken cancel) =>
        Write(row, row.PersonId, isOver ? "SwitchWaits" : "SwitchEnds", BookingNoticeKinds.Outages, withEntry: false, cancel, NoticeMailTexts.Time(endsAt, row.TimeZone));

    private async Task AskApprovers(BookingRow row, Guid facilityId, CancellationToken cancel)
    {
        var ids = await db.RoleGrants
            .Where(grant => grant.Role == Role.IncubationManager && grant.ScopeId == facilityId && grant.AccountId != null)
            .OrderBy(grant => grant.Id).Select(grant => grant.AccountId!.Value).Distinct().Take(MaxApprovers).ToListAsync(cancel);
        foreach (var id in ids)
            await Write(row, id, "Requested", BookingNoticeKinds.Approvals, withEntry: false, cancel);
    }

    private async Task Write(BookingRow row, Guid accountId, string text, string kind, bool withEntry, CancellationToken cancel, params object[] values)
    {
        if (await Reader(accountId, kind, cancel) is not { } reader)
            return;
        var language = reader.Language;
        var link = options.Value.Link($"/bookings/{row.Id}");
        var entry = CalendarEntry.Full(row, language, withPerson: false, link);
        db.Add(new OutgoingMail
        {
            To = reader.Email,
            Subject = Cut(NoticeMailTexts.Get(text + "Subject", language, row.What(language)), 200),
            Body = Cut(NoticeMailTexts.Get("Frame", language,
                reader.DisplayName, NoticeMailTexts.Get(text + "Text", language, values.Length > 0 ? values : [row.Person, Until(row), row.Assistant]), row.What(language),
                NoticeMailTexts.Time(row.StartsAt, row.TimeZone), NoticeMailTexts.Time(row.EndsAt, row.TimeZone), row.TimeZone,
                row.Where(language), row.EndReason.Length > 0 ? row.EndReason : row.Purpose, link, options.Value.Link("/account/notices")), 4_000),
            Calendar = withEntry ? CalendarText.Invitation(entry, options.Value.From, reader.Email, reader.DisplayName) : null,
            CalendarMethod = withEntry ? CalendarText.MethodOf(entry) : null,
            At = time.GetUtcNow(),
        });
    }

    private async Task WriteTogether(IReadOnlyList<BookingRow> rows, string text, string kind, object[] values, CancellationToken cancel)
    {
        if (await Reader(rows[0].PersonId, kind, cancel) is not { } reader)
            return;
        var language = reader.Language;
        var lines = rows.Take(MostNamed).Select(row => NoticeMailTexts.Get("Line", language,
            NoticeMailTexts.Time(row.StartsAt, row.TimeZone), NoticeMailTexts.Time(row.EndsAt, row.TimeZone), Cut(row.What(language), 100))).ToList();
        if (rows.Count > MostNamed)
            lines.Add(NoticeMailTexts.Get("AndMore", language, rows.Count - MostNamed));
        db.Add(new OutgoingMail
        {
            To = reader.Email,
            Subject = Cut(NoticeMailTexts.Get(text + "Subject", language, rows.Count), 200),
            Body = Cut(NoticeMailTexts.Get("FrameMany", language,
                reader.DisplayName, NoticeMailTexts.Get(text + "Text", language, values), string.Join('\n', lines), rows[0].TimeZone,
                options.Value.Link("/bookings"), options.Value.Link("/account/notices")), 4_000),
            At = time.GetUtcNow(),
        });
    }

    // Null for whoever does not want to hear of this.
    private async Task<Account?> Reader(Guid accountId, string kind, CancellationToken cancel)
    {
        var addressee = await (
            from account in db.Accounts.AsNoTracking()
            where account.Id == accountId
            join preference in db.NoticePreferences on account.Id equals preference.AccountId into preferences
            from wish in preferences.DefaultIfEmpty()
            select new { Account = account, Wish = wish }).SingleOrDefaultAsync(cancel);
        return addressee is { Account: { IsActive: true } reader } && addressee.Wish?.Mutes(kind) is not true ? reader : null;
    }

    private static string Until(BookingRow row) => row.HeldUntil is { } until ? NoticeMailTexts.Time(until, row.TimeZone) : "";

    private static string Cut(string text, int length) => text.Length <= length ? text : text[..length];
}
