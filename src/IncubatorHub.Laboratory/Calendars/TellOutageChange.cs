using IncubatorHub.Laboratory.Bookings;
using IncubatorHub.Laboratory.Bookings.Outages;
using IncubatorHub.Laboratory.LabEquipment;
using IncubatorHub.Registry.Webhooks;

namespace IncubatorHub.Laboratory.Calendars;

/// <summary>
/// Tells the holders of bookings that an outage reaches, or reached and does no more, some at a time. It compares what stands with what was told, so an
/// event that comes again, or after a newer one, tells nothing twice.
/// </summary>
internal sealed class TellOutageChange(
    HubDbContext db, OutageReach reach, BookingNotices notices, WebhooksDoor webhooks, EventOutbox outbox, OutboxSignal signal, TimeProvider time)
    : IHandle<OutageChanged>, IHandle<OutageToldInPart>
{
    public const string Reached = "booking.outage";
    public const string Lifted = "booking.outage-lifted";

    /// <summary>So many bookings, and the rest of the last holder's, are told in one transaction: others want to write too.</summary>
    public const int BatchSize = 100;

    public Task Handle(OutageChanged happened, CancellationToken cancel) => TellSome(happened.OutageId, cancel);

    public Task Handle(OutageToldInPart happened, CancellationToken cancel) => TellSome(happened.OutageId, cancel);

    private async Task TellSome(Guid outageId, CancellationToken cancel)
    {
        if (await db.Outages.AsNoTracking().SingleOrDefaultAsync(one => one.Id == outageId, cancel) is not { } outage)
            return;
        var hit = outage.CancelledAt is null ? await reach.BookingsHitBy(outage, cancel) : db.Bookings.Where(_ => false);
        var told = db.Set<ToldOutage>().Where(one => one.OutageId == outageId);
        var (starts, ends, effect) = (outage.StartsAt, outage.EndsAt, outage.Effect);
        // An offer is no booking yet: whoever has it hears when it is withdrawn.
        var news = hit.Where(one => one.State != BookingState.Held
            && !told.Any(had => had.BookingId == one.Id && !had.IsLifted && had.StartsAt == starts && had.EndsAt == ends && had.Effect == effect));
        var over = db.Bookings.Where(one => told.Any(had => had.BookingId == one.Id && !had.IsLifted) && !hit.Any(still => still.Id == one.Id));
        if (await TellNews(news, outage, cancel) && await TellLifted(over, outage, cancel))
            return;
        outbox.Publish(new OutageToldInPart(outageId));
        signal.Wake();
    }

    private async Task<bool> TellNews(IQueryable<Booking> news, Outage outage, CancellationToken cancel)
    {
        var (rows, isAll) = await Next(news, cancel);
        var told = await Told(outage, rows, cancel);
        foreach (var holder in rows.GroupBy(row => (row.PersonId, IsKnown: told.ContainsKey(row.Id))))
        {
            var text = holder.Key.IsKnown ? "OutageChanged" : outage.Effect is OutageEffect.Blocking ? "OutageBlocks" : "OutageLimits";
            await Tell([.. holder], outage, Reached, text, cancel);
        }

        foreach (var row in rows)
        {
            if (told.TryGetValue(row.Id, out var one))
                (one.StartsAt, one.EndsAt, one.Effect, one.IsLifted) = (outage.StartsAt, outage.EndsAt, outage.Effect, false);
            else
                db.Add(new ToldOutage { OutageId = outage.Id, BookingId = row.Id, FacilityId = outage.FacilityId, CompanyId = row.CompanyId, StartsAt = outage.StartsAt, EndsAt = outage.EndsAt, Effect = outage.Effect });
        }

        return isAll;
    }

    private async Task<bool> TellLifted(IQueryable<Booking> over, Outage outage, CancellationToken cancel)
    {
        var (rows, isAll) = await Next(over, cancel);
        foreach (var one in (await Told(outage, rows, cancel)).Values)
            one.IsLifted = true;
        var now = time.GetUtcNow();
        // Whose booking was cancelled or is over heard of that.
        foreach (var holder in rows.Where(row => row.State.IsLive && row.EndsAt > now).GroupBy(row => row.PersonId))
            await Tell([.. holder], outage, Lifted, "OutageLifted", cancel);
        return isAll;
    }

    // The holders whose bookings begin first, each with all of theirs that one mail has room for; and whether nobody is left.
    private async Task<(List<BookingRow> Rows, bool IsAll)> Next(IQueryable<Booking> bookings, CancellationToken cancel)
    {
        var holders = await bookings.GroupBy(one => one.PersonId).Select(own => new { Id = own.Key, Count = own.Count(), First = own.Min(one => one.StartsAt) })
            .OrderBy(own => own.First).ThenBy(own => own.Id).Take(BatchSize + 1).ToListAsync(cancel);
        var (people, count) = (new List<Guid>(), 0);
        foreach (var own in holders.TakeWhile(_ => count < BatchSize))
        {
            people.Add(own.Id);
            count += Math.Min(own.Count, BookingNotices.MostTogether);
        }

        if (people.Count == 0)
            return ([], true);
        var next = await bookings.Where(one => people.Contains(one.PersonId)).Select(one => new { one.Id, one.PersonId, one.StartsAt }).ToListAsync(cancel);
        var ids = next.GroupBy(one => one.PersonId).SelectMany(own => own.OrderBy(one => one.StartsAt).ThenBy(one => one.Id).Take(BookingNotices.MostTogether)).Select(one => one.Id).ToList();
        var rows = await BookingRow.Of(db, db.Bookings.AsNoTracking().Where(one => ids.Contains(one.Id))).ToListAsync(cancel);
        return ([.. rows.OrderBy(row => row.StartsAt).ThenBy(row => row.Id)], people.Count == holders.Count && ids.Count == next.Count);
    }

    private Task<Dictionary<Guid, ToldOutage>> Told(Outage outage, List<BookingRow> rows, CancellationToken cancel)
    {
        var ids = rows.ConvertAll(row => row.Id);
        return db.Set<ToldOutage>().Where(one => one.OutageId == outage.Id && ids.Contains(one.BookingId)).ToDictionaryAsync(one => one.BookingId, cancel);
    }

    // People read one mail of all their bookings; programs hear of each.
    private async Task Tell(IReadOnlyList<BookingRow> rows, Outage outage, string kind, string text, CancellationToken cancel)
    {
        await notices.TellOfOutage(rows, outage, text, cancel);
        foreach (var row in rows)
        {
            await webhooks.Enqueue(kind, outage.FacilityId, row.CompanyId, new
            {
                bookingId = row.Id, outageId = outage.Id, startsAt = row.StartsAt, endsAt = row.EndsAt, timeZone = row.TimeZone,
                outageStartsAt = outage.StartsAt, outageEndsAt = outage.EndsAt, isBlocking = outage.Effect is OutageEffect.Blocking, cause = outage.Cause,
            }, cancel);
        }
    }
}
