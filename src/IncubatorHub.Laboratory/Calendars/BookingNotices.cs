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

    /// <summary>Tells the holder what an outage does to the booking.</summary>
    /// <param name="row">The booking.</param>
    /// <param name="outage">As it stands.</param>
    /// <param name="text">Name of the text: OutageBlocks, OutageLimits, OutageChanged, OutageLifted.</param>
    /// <param name="cancel">Gives up.</param>
    public Task TellOfOutage(BookingRow row, Outage outage, string text, CancellationToken cancel) =>
        Write(row, row.PersonId, text, BookingNoticeKinds.Outages, withEntry: false, cancel,
            NoticeMailTexts.Time(outage.StartsAt, row.TimeZone), outage.EndsAt is { } end ? NoticeMailTexts.Time(end, row.TimeZone) : "…", outage.Cause);

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
        var addressee = await (
            from account in db.Accounts.AsNoTracking()
            where account.Id == accountId
            join preference in db.NoticePreferences on account.Id equals preference.AccountId into preferences
            from wish in preferences.DefaultIfEmpty()
            select new { Account = account, Wish = wish }).SingleOrDefaultAsync(cancel);
        if (addressee is not { Account: { IsActive: true } reader } || addressee.Wish?.Mutes(kind) is true)
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

    private static string Until(BookingRow row) => row.HeldUntil is { } until ? NoticeMailTexts.Time(until, row.TimeZone) : "";

    private static string Cut(string text, int length) => text.Length <= length ? text : text[..length];
}
