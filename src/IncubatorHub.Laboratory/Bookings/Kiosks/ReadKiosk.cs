using IncubatorHub.Laboratory.Bookings.Outages;
using IncubatorHub.Laboratory.LabEquipment;
using IncubatorHub.Laboratory.Usage;
using IncubatorHub.Registry.Facilities;
using IncubatorHub.Registry.People;
using IncubatorHub.Registry.Tenancies;

namespace IncubatorHub.Laboratory.Bookings.Kiosks;

/// <summary>What the kiosk of an instrument shows; run by that page only. Whoever has the link stands before the tablet.</summary>
[UseCase(Right.Public)]
internal sealed class ReadKiosk(HubDbContext db, CallerContext context, TimeProvider time) : IUseCase<ReadKiosk.Request, KioskView>
{
    private static readonly TimeSpan Ahead = TimeSpan.FromHours(36);

    public sealed record Request(string Secret) : IRequest<KioskView>;

    public async Task<Outcome<KioskView>> Handle(Request request, CancellationToken cancel)
    {
        // The link is what it proves itself by; it shows this instrument alone, whoever is signed in on the tablet.
        context.Caller = Caller.System;
        var hash = KioskLink.HashOf(request.Secret);
        var zones = db.Zones;
        var found = await (
            from link in db.KioskLinks
            where link.SecretHash == hash && link.RevokedAt == null
            join equipment in db.Set<Equipment>() on link.EquipmentId equals equipment.Id
            where equipment.RetiredAt == null
            join house in db.Facilities on equipment.FacilityId equals house.Id
            select new { equipment, house.TimeZone, Zone = zones.FirstOrDefault(zone => zone.Id == equipment.ZoneId) }).SingleOrDefaultAsync(cancel);
        if (found is null)
            return KioskProblems.LinkSpent;
        var (now, one) = (time.GetUtcNow(), found.equipment);
        var bookings = await (
            from booking in db.Bookings
            where booking.EquipmentId == one.Id && booking.StartsAt < now + Ahead && booking.EndsAt > now && BookingStates.Live.Contains(booking.State)
                && booking.State != BookingState.Held
            join holder in db.Accounts on booking.PersonId equals holder.Id
            join company in db.Companies on booking.CompanyId equals company.Id
            orderby booking.StartsAt
            select new { booking, holder.DisplayName, company.Code }).ToListAsync(cancel);
        var taken = await db.Occupancies.Where(row => row.ResourceId == one.Id && row.Until > now && row.From < now + Ahead)
            .Select(row => new { row.From, row.Until }).ToListAsync(cancel);
        var outages = (await OutagesOf.Equipment(db, [one.Id], now, now + Ahead, cancel))[one.Id].Where(outage => outage.Effect is OutageEffect.Blocking).ToList();
        var closed = outages.ConvertAll(outage => (outage.StartsAt, outage.EndsAt));
        if (one.State is not EquipmentState.InUse)
            closed.Add((DateTimeOffset.MinValue, null));
        var shown = bookings.ConvertAll(row => new KioskBooking(
            $"{KioskBooking.Initials(row.DisplayName)} · {row.Code}", row.booking.StartsAt, row.booking.EndsAt, row.booking.State,
            row.booking.State is BookingState.Confirmed && row.booking.StartsAt <= now));
        return new KioskView(
            one.Id, one.NameEn, one.NameJa, one.AssetNumber, found.Zone?.NameEn ?? "", found.Zone?.NameJa ?? "", found.TimeZone, now,
            one.State is not EquipmentState.InUse ? one.StateNote : outages.Find(outage => outage.StartsAt <= now)?.Cause,
            Availability.At(one.ParallelSlots, taken.Select(row => (row.From, row.Until)), closed, now), await IsRunning(one, cancel),
            [.. shown.Where(booking => booking.StartsAt <= now)], [.. shown.Where(booking => booking.StartsAt > now).Take(KioskView.MostNext)]);
    }

    private async Task<bool?> IsRunning(Equipment one, CancellationToken cancel) =>
        (await db.UsageWatches.Where(watch => watch.EquipmentId == one.Id).Select(watch => (EquipmentActivity?)watch.Activity).SingleOrDefaultAsync(cancel)) switch
        {
            EquipmentActivity.Running => true,
            EquipmentActivity.Idle => false,
            _ => null,
        };
}
