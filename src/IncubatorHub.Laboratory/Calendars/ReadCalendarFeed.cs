using System.Security.Cryptography;
using System.Text;
using IncubatorHub.Laboratory.Bookings;
using IncubatorHub.Laboratory.LabEquipment;
using IncubatorHub.Registry.Notifications;
using IncubatorHub.Registry.People;
using Microsoft.Extensions.Options;

namespace IncubatorHub.Laboratory.Calendars;

/// <summary>
/// Reads a feed by its secret address, without a sign-in. What its owner may no longer see is not in it; an owner who may see nothing of it
/// any more has no feed.
/// </summary>
[UseCase(Right.Public)]
internal sealed class ReadCalendarFeed(HubDbContext db, CallerContext context, PersonCallers people, FeedReach reach, IEnumerable<IFeedEntries> others, IOptions<NotificationOptions> options,
    TimeProvider time)
    : IUseCase<ReadCalendarFeed.Request, ReadCalendarFeed.Answer>
{
    /// <summary>Where feeds are read.</summary>
    public const string Path = "/calendars";

    /// <summary>Entries at most: what is to come first, then what is past.</summary>
    public const int MaxEntries = 5_000;

    public const int DaysBack = 90;
    public const int DaysAhead = 400;

    private static readonly TimeSpan NoteEvery = TimeSpan.FromHours(1);

    /// <param name="Token">The secret part of the address.</param>
    /// <param name="SeenTag">From <c>If-None-Match</c>: when nothing changed since, no text is made.</param>
    public sealed record Request(string Token, string? SeenTag) : IRequest<Answer>;

    /// <param name="Text">iCalendar; null when the reader has it already.</param>
    /// <param name="Tag">Changes with the text.</param>
    /// <param name="FeedId">Whose reading is to be noted; null when one was noted within the hour.</param>
    public sealed record Answer(string? Text, string Tag, Guid? FeedId);

    public async Task<Outcome<Answer>> Handle(Request request, CancellationToken cancel)
    {
        var hash = PersonCallers.HashOf(request.Token);
        if (await db.CalendarFeeds.SingleOrDefaultAsync(feed => feed.TokenHash == hash && feed.RevokedAt == null, cancel) is not { } feed)
            return CalendarProblems.NoSuchCalendar;
        // From here on as the owner: the filters show what the owner may see now.
        context.Caller = await people.CallerOf(feed.OwnerId, cancel);
        if (context.Caller.Kind is CallerKind.Anonymous || !await reach.MayRead(feed.Kind, feed.SubjectId, cancel))
            return CalendarProblems.NoSuchCalendar;
        var language = await db.Accounts.Where(account => account.Id == feed.OwnerId).Select(account => account.Language).SingleAsync(cancel);
        var entries = await Entries(feed, language, cancel);
        var tag = TagOf(feed, entries);
        var now = time.GetUtcNow();
        return new Answer(
            request.SeenTag?.Contains(tag, StringComparison.Ordinal) is true ? null : CalendarText.Feed(feed.Name, entries), tag,
            feed.LastReadAt is { } last && now - last < NoteEvery ? null : feed.Id);
    }

    private async Task<List<CalendarEntry>> Entries(CalendarFeed feed, string language, CancellationToken cancel)
    {
        var owner = context.Caller;
        switch (feed.Kind)
        {
            case FeedKind.Person:
                return await WithOthers(Show(await Rows(db.Bookings.Where(booking => booking.PersonId == feed.SubjectId), cancel), withPerson: false), feed, language, cancel);
            case FeedKind.Company:
                return Show(await Rows(db.Bookings.Where(booking => booking.CompanyId == feed.SubjectId), cancel), withPerson: true);
            default:
                // All of the house sees when an instrument is taken, which its own filter on bookings would hide. Names are judged below.
                context.Caller = Caller.System;
                var rows = await Rows(db.Bookings.Where(booking => booking.EquipmentId == feed.SubjectId), cancel);
                var houseId = await db.Equipment.Where(one => one.Id == feed.SubjectId).Select(one => one.FacilityId).SingleAsync(cancel);
                context.Caller = owner;
                var isStaff = owner.Scope.AllStaffRows || owner.Scope.StaffFacilityIds.Contains(houseId);
                return
                [
                    .. from row in rows
                       let isKnown = isStaff || owner.Scope.OwnCompanyIds.Contains(row.CompanyId)
                       // That others gave up a booking is nobody's business; the free time shows by itself.
                       where isKnown || CalendarEntry.StatusOf(row.State) is not EntryStatus.Cancelled
                       select isKnown ? Full(row, withPerson: true) : CalendarEntry.Taken(row, language),
                ];
        }

        List<CalendarEntry> Show(List<BookingRow> rows, bool withPerson) => [.. rows.Select(row => Full(row, withPerson))];

        CalendarEntry Full(BookingRow row, bool withPerson) => CalendarEntry.Full(row, language, withPerson, options.Value.Link($"/bookings/{row.Id}"));
    }

    private async Task<List<CalendarEntry>> WithOthers(List<CalendarEntry> entries, CalendarFeed feed, string language, CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        foreach (var other in others)
            entries.AddRange(await other.OfPerson(feed.SubjectId, language, now.AddDays(-DaysBack), now.AddDays(DaysAhead), MaxEntries - entries.Count, cancel));
        return [.. entries.OrderBy(entry => entry.StartsAt).ThenBy(entry => entry.Uid, StringComparer.Ordinal)];
    }

    private async Task<List<BookingRow>> Rows(IQueryable<Booking> bookings, CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        var (from, to) = (now.AddDays(-DaysBack), now.AddDays(DaysAhead));
        var rows = await BookingRow.Of(db, bookings.Where(booking => booking.EndsAt > now && booking.StartsAt < to).OrderBy(booking => booking.StartsAt).Take(MaxEntries))
            .ToListAsync(cancel);
        if (rows.Count < MaxEntries)
        {
            rows.AddRange(await BookingRow.Of(db, bookings.Where(booking => booking.EndsAt <= now && booking.EndsAt > from)
                .OrderByDescending(booking => booking.StartsAt).Take(MaxEntries - rows.Count)).ToListAsync(cancel));
        }

        return [.. rows.OrderBy(row => row.StartsAt).ThenBy(row => row.Id)];
    }

    private static string TagOf(CalendarFeed feed, List<CalendarEntry> entries)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes(feed.Name));
        foreach (var entry in entries)
            hash.AppendData(Encoding.UTF8.GetBytes($"\0{entry}"));
        return $"\"{Convert.ToHexStringLower(hash.GetHashAndReset().AsSpan(0, 16))}\"";
    }

    public static void Map(IEndpointRouteBuilder app) => app.MapMethods($"{Path}/{{token}}.ics", ["GET", "HEAD"], Answered)
        .AllowAnonymous().ExcludeFromDescription();

    private static async Task<IResult> Answered(string token, HttpContext http, HttpUseCases useCases, IServiceScopeFactory scopes, TimeProvider time, CancellationToken cancel)
    {
        var outcome = await useCases.Run(new Request(token, http.Request.Headers.IfNoneMatch.ToString()), cancel);
        if (!outcome.IsAnswer)
            return outcome.Problem.ToHttp();
        var answer = outcome.Answer;
        if (answer.FeedId is { } feedId)
            await NoteReading(scopes, feedId, time.GetUtcNow(), cancel);
        http.Response.Headers.ETag = answer.Tag;
        http.Response.Headers.CacheControl = "private, max-age=300";
        http.Response.Headers["X-Robots-Tag"] = "noindex";
        return answer.Text is null
            ? Results.StatusCode(StatusCodes.Status304NotModified)
            : Results.Text(answer.Text, "text/calendar", Encoding.UTF8);
    }

    private static async Task NoteReading(IServiceScopeFactory scopes, Guid feedId, DateTimeOffset now, CancellationToken cancel)
    {
        await using var scope = scopes.AsSystem(nameof(ReadCalendarFeed));
        await scope.ServiceProvider.GetRequiredService<HubDbContext>().CalendarFeeds.Where(feed => feed.Id == feedId)
            .ExecuteUpdateAsync(set => set.SetProperty(feed => feed.LastReadAt, now), cancel);
    }
}
