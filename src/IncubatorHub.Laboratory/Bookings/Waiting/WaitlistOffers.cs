using IncubatorHub.Laboratory.Bookings.Reviews;
using IncubatorHub.Laboratory.Bookings.Rules;
using IncubatorHub.Laboratory.Bookings.Search;
using IncubatorHub.Laboratory.LabEquipment;
using IncubatorHub.Laboratory.Policies;
using IncubatorHub.Laboratory.Policies.Rules;

namespace IncubatorHub.Laboratory.Bookings.Waiting;

/// <summary>
/// Offers what came free to the first in line whom it fits: the slot is held for the offer, and the rules are asked first. In the caller's
/// transaction.
/// </summary>
internal sealed class WaitlistOffers(HubDbContext db, FreeTimeSearch search, BookingReviewer reviewer, BookingDesk desk, TimeProvider time)
{
    private const int MostInLine = 50;

    /// <summary>An offer of less is none: nobody could read it and come.</summary>
    private static readonly TimeSpan Shortest = TimeSpan.FromMinutes(2);

    /// <summary>Goes along the line for an instrument, in order of joining. Who does not fit now keeps the place.</summary>
    public async Task<int> OfferNext(Guid equipmentId, CancellationToken cancel)
    {
        var found = await db.Equipment.AsNoTracking().Where(one => one.Id == equipmentId && one.RetiredAt == null)
            .Select(one => new { one.FacilityId, one.ClassCode }).SingleOrDefaultAsync(cancel);
        if (found is null)
            return 0;
        var now = time.GetUtcNow();
        // By id, which sorts by the time of joining.
        var line = await db.Waitlist.Where(one => one.FacilityId == found.FacilityId && one.ClassCode == found.ClassCode && one.State == WaitlistState.Waiting
                && (one.EquipmentId == null || one.EquipmentId == equipmentId) && one.Until > now)
            .OrderBy(one => one.Id).Take(MostInLine).ToListAsync(cancel);
        if (line.Count == 0)
            return 0;
        var along = await BookableResource.WithAlong(db, equipmentId, cancel);
        await db.TakeBookingTurns(line.Select(entry => entry.CompanyId), along.Select(one => one.Id), cancel);
        var offered = 0;
        foreach (var entry in line)
            offered += await Offer(entry, [equipmentId], cancel) ? 1 : 0;
        return offered;
    }

    /// <summary>Looks at every instrument that the entry would take.</summary>
    public async Task<bool> OfferTo(WaitlistEntry entry, CancellationToken cancel)
    {
        List<Guid> candidates = entry.EquipmentId is { } one
            ? [one]
            : await db.Equipment.Where(other => other.FacilityId == entry.FacilityId && other.ClassCode == entry.ClassCode && other.RetiredAt == null && other.IsBookable
                    && other.State == EquipmentState.InUse)
                .OrderBy(other => other.AssetNumber).Select(other => other.Id).Take(BookingLimits.MostInCalendar).ToListAsync(cancel);
        return await Offer(entry, candidates, cancel);
    }

    /// <summary>The time that is held cannot be had any more: whoever it was offered to keeps the place in line.</summary>
    public async Task<Problem?> Withdraw(BookingGroup group, string reason, CancellationToken cancel)
    {
        if (await db.Waitlist.SingleOrDefaultAsync(one => one.OfferId == group.Main.Id, cancel) is { } entry)
            (entry.State, entry.OfferId) = (WaitlistState.Waiting, null);
        return await desk.Release(group, BookingState.OutageCancelled, BookingChange.OfferWithdrawn, reason, time.GetUtcNow(), cancel);
    }

    private async Task<bool> Offer(WaitlistEntry entry, List<Guid> candidates, CancellationToken cancel)
    {
        foreach (var id in candidates)
        {
            var resources = await BookableResource.WithAlong(db, id, cancel);
            if (resources.Count == 0 || resources.Any(one => one.IsRetired))
                continue;
            await db.TakeBookingTurns(entry.CompanyId, resources.Select(one => one.Id), cancel);
            var wanted = new FreeTimeWish(entry.From, entry.Until, entry.Minutes, Most: 3);
            foreach (var slot in await search.Of(resources[0], wanted, cancel))
            {
                if (await Hold(entry, resources, new TimeRange(slot.StartsAt, slot.EndsAt), cancel))
                    return true;
            }
        }

        return false;
    }

    private async Task<bool> Hold(WaitlistEntry entry, IReadOnlyList<BookableResource> resources, TimeRange range, CancellationToken cancel)
    {
        var plan = new BookingPlan(BookingAct.Offer, range, entry.PersonId, entry.CompanyId);
        var review = await reviewer.Judge(plan, resources, cancel);
        if (review.Violations.Any())
            return false;
        var now = time.GetUtcNow();
        var until = now.AddMinutes(review.Main.Policy.Rules.OfferMinutes ?? BookingLimits.OfferMinutes);
        if (until > range.From)
            until = range.From;
        if (until - now < Shortest)
            return false;
        var group = BookingOffice.NewGroup(review, new BookingParties.Party(entry.PersonId, entry.CompanyId, entry.PersonId), BookingState.Held, until);
        // Where nobody works without staff it is asked for, and taking the offer waits for a name.
        var isAssisted = review.Main.Policy.Rules.Assistance is Assistance.Required;
        foreach (var booking in group.All)
            (booking.Purpose, booking.IsAssisted) = (entry.Purpose, isAssisted);
        if (await desk.Place(group, review.Resources, BookingChange.Offered, cancel) is not null)
            return false;
        (entry.State, entry.OfferId) = (WaitlistState.Offered, group.Main.Id);
        await db.SaveChangesAsync(cancel);
        return true;
    }
}
