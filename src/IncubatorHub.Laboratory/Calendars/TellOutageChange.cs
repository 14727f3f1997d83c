using IncubatorHub.Laboratory.Bookings;
using IncubatorHub.Laboratory.Bookings.Outages;
using IncubatorHub.Laboratory.LabEquipment;
using IncubatorHub.Registry.Webhooks;

namespace IncubatorHub.Laboratory.Calendars;

/// <summary>
/// Tells the holders of bookings that an outage reaches, or reached and does no more. It compares what stands with what was told, so an event that comes
/// again, or after a newer one, tells nothing twice.
/// </summary>
internal sealed class TellOutageChange(HubDbContext db, OutageReach reach, BookingNotices notices, WebhooksDoor webhooks, TimeProvider time) : IHandle<OutageChanged>
{
    public const string Reached = "booking.outage";
    public const string Lifted = "booking.outage-lifted";

    public async Task Handle(OutageChanged happened, CancellationToken cancel)
    {
        if (await db.Outages.AsNoTracking().SingleOrDefaultAsync(one => one.Id == happened.OutageId, cancel) is not { } outage)
            return;
        var told = await db.Set<ToldOutage>().Where(one => one.OutageId == outage.Id).ToDictionaryAsync(one => one.BookingId, cancel);
        var known = told.Keys.ToList();
        var hit = outage.CancelledAt is null ? await reach.BookingsHitBy(outage, cancel) : db.Bookings.Where(_ => false);
        // Those that begin first; whoever was told stays in sight, however many there are.
        var reached = await hit.Select(one => one.Id).Take(BookingLimits.MostAffected).ToListAsync(cancel);
        reached.AddRange(await hit.Where(one => known.Contains(one.Id) && !reached.Contains(one.Id)).Select(one => one.Id).ToListAsync(cancel));
        var news = reached.FindAll(id => !told.TryGetValue(id, out var one) || !one.Is(outage));
        var over = told.Values.Where(one => !one.IsLifted && !reached.Contains(one.BookingId)).Select(one => one.BookingId).ToList();
        foreach (var row in await Rows(news, cancel))
        {
            if (told.TryGetValue(row.Id, out var one))
                (one.StartsAt, one.EndsAt, one.Effect, one.IsLifted) = (outage.StartsAt, outage.EndsAt, outage.Effect, false);
            else
                db.Add(new ToldOutage { OutageId = outage.Id, BookingId = row.Id, FacilityId = outage.FacilityId, CompanyId = row.CompanyId, StartsAt = outage.StartsAt, EndsAt = outage.EndsAt, Effect = outage.Effect });
            await Tell(row, outage, Reached, told.ContainsKey(row.Id) ? "OutageChanged" : outage.Effect is OutageEffect.Blocking ? "OutageBlocks" : "OutageLimits", cancel);
        }

        var now = time.GetUtcNow();
        foreach (var row in await Rows(over, cancel))
        {
            told[row.Id].IsLifted = true;
            // Whose booking was cancelled or is over heard of that.
            if (row.State.IsLive && row.EndsAt > now)
                await Tell(row, outage, Lifted, "OutageLifted", cancel);
        }
    }

    private async Task Tell(BookingRow row, Outage outage, string kind, string text, CancellationToken cancel)
    {
        await notices.TellOfOutage(row, outage, text, cancel);
        await webhooks.Enqueue(kind, outage.FacilityId, row.CompanyId, new
        {
            bookingId = row.Id, outageId = outage.Id, startsAt = row.StartsAt, endsAt = row.EndsAt, timeZone = row.TimeZone,
            outageStartsAt = outage.StartsAt, outageEndsAt = outage.EndsAt, isBlocking = outage.Effect is OutageEffect.Blocking, cause = outage.Cause,
        }, cancel);
    }

    private Task<List<BookingRow>> Rows(List<Guid> ids, CancellationToken cancel) =>
        BookingRow.Of(db, db.Bookings.AsNoTracking().Where(one => ids.Contains(one.Id))).ToListAsync(cancel);
}
