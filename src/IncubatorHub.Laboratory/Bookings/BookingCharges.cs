using IncubatorHub.Laboratory.Bookings.Rules;
using IncubatorHub.Laboratory.Charges;
using IncubatorHub.Laboratory.Charges.Rules;

namespace IncubatorHub.Laboratory.Bookings;

/// <summary>What bookings cost, kept in step with them. Zones are free; a second instrument has its own price.</summary>
internal sealed class BookingCharges(HubDbContext db, ChargesDoor door)
{
    /// <summary>What the charges need to know of a plan.</summary>
    public static BookingToCharge Of(Guid bookingId, BookingPlan plan, BookableResource resource) => new(
        bookingId, resource.FacilityId, plan.CompanyId, plan.PersonId, resource.Id, resource.Equipment?.ClassCode ?? "", plan.Asked.From, plan.Asked.Until);

    /// <summary>Keeps aside what all of it costs as it is planned now. Null when done, else the refusal.</summary>
    public async Task<Problem?> Reserve(BookingGroup group, IReadOnlyDictionary<Guid, BookableResource> resources, CancellationToken cancel)
    {
        foreach (var booking in group.Live)
        {
            if (resources[booking.ResourceId].Equipment is not { } equipment)
                continue;
            var what = new BookingToCharge(
                booking.Id, booking.FacilityId, booking.CompanyId, booking.PersonId, equipment.Id, equipment.ClassCode, booking.StartsAt, booking.EndsAt)
            {
                IsNew = db.Entry(booking).State is EntityState.Added,
            };
            if (await door.Reserve(what, mayBeShort: booking.HasOverridden(MustHaveCredit.Code), cancel) is { } refused)
                return refused;
        }

        return null;
    }

    /// <summary>Nothing is charged.</summary>
    public async Task Release(BookingGroup group, string why, CancellationToken cancel)
    {
        foreach (var booking in group.All.Where(one => one.EquipmentId is not null))
            await door.Release(booking.Id, why, cancel);
    }

    /// <summary>Charges what became of it. <paramref name="used"/>: when the main instrument was in use; null when nothing tells.</summary>
    public async Task Settle(BookingGroup group, UseOutcome outcome, IReadOnlyList<Stretch>? used, DateTimeOffset? endedAt, CancellationToken cancel)
    {
        foreach (var booking in group.All.Where(one => one.EquipmentId is not null))
        {
            var takenAgain = outcome is UseOutcome.LateCancelled or UseOutcome.NoShow ? await TakenAgain(booking, cancel) : [];
            var use = new UseOfBooking(booking.StartsAt, booking.EndsAt, booking == group.Main ? used : null, outcome) { EndedAt = endedAt, TakenAgain = takenAgain };
            await door.Settle(booking.Id, use, cancel);
        }
    }

    /// <summary>Settles late cancellations and no-shows whose planned end has passed, oldest first; returns how many.</summary>
    public async Task<int> SettleGivenBack(DateTimeOffset now, int most, CancellationToken cancel)
    {
        var due = await (
            from booking in db.Bookings
            where (booking.State == BookingState.LateCancelled || booking.State == BookingState.ReleasedNoShow) && booking.EndsAt <= now
            join charge in db.Charges on booking.Id equals charge.BookingId
            where charge.State == ChargeState.Reserved
            orderby booking.EndsAt
            select booking).Take(most).ToListAsync(cancel);
        foreach (var booking in due)
        {
            var outcome = booking.State is BookingState.LateCancelled ? UseOutcome.LateCancelled : UseOutcome.NoShow;
            await Settle(new BookingGroup(booking, [], []), outcome, used: null, endedAt: null, cancel);
        }

        return due.Count;
    }

    // What others booked of its time after it was given back.
    private async Task<List<Stretch>> TakenAgain(Booking booking, CancellationToken cancel)
    {
        var (id, from, until, since) = (booking.EquipmentId, booking.StartsAt, booking.EndsAt, booking.FinishedAt);
        var rows = await db.Bookings.AsNoTracking().IgnoreQueryFilters([ScopeFilters.Name])
            .Where(one => one.EquipmentId == id && one.StartsAt < until && one.EndsAt > from && one.StartsAt > from - BookingLimits.Longest && one.CreatedAt >= since
                && (BookingStates.Live.Contains(one.State) || one.State == BookingState.Completed || one.State == BookingState.CutShort))
            .Select(one => new { one.StartsAt, one.EndsAt }).ToListAsync(cancel);
        return [.. rows.Select(one => new Stretch(one.StartsAt > from ? one.StartsAt : from, one.EndsAt < until ? one.EndsAt : until))];
    }
}
