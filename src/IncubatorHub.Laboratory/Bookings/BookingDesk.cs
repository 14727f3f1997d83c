using IncubatorHub.Laboratory.Bookings.Calendar;
using IncubatorHub.Laboratory.Charges.Rules;
using IncubatorHub.Laboratory.Policies.Rules;

namespace IncubatorHub.Laboratory.Bookings;

/// <summary>
/// Where every change of a booking is made, by use case, job and event handler alike, within the transaction that the caller has open: state,
/// blocked time, revision, charge and the event keep step here and nowhere else. It judges nothing but the slot: ask the judge first.
/// </summary>
internal sealed class BookingDesk(HubDbContext db, EventOutbox outbox, BookingCharges charges, KeptRooms rooms, TimeProvider time)
{
    /// <summary>
    /// A booking with what was booked along, tracked, once those who could change it at the same time are waiting. Null when it is not there for
    /// the caller. Takes the id of any of them.
    /// </summary>
    /// <param name="bookingId">Of the main booking or of one made along with it.</param>
    /// <param name="alsoResources">Further resources that the change will look at.</param>
    /// <param name="cancel">Gives up.</param>
    public async Task<BookingGroup?> Find(Guid bookingId, IEnumerable<Guid> alsoResources, CancellationToken cancel)
    {
        var members = await (
            from asked in db.Bookings
            where asked.Id == bookingId
            from member in db.Set<Booking>()
            where member.Id == (asked.MainBookingId ?? asked.Id) || member.MainBookingId == (asked.MainBookingId ?? asked.Id)
            select new { member.Id, member.CompanyId, Resource = member.EquipmentId ?? member.ZoneId }).AsNoTracking().ToListAsync(cancel);
        if (members.Count == 0)
            return null;
        await db.TakeBookingTurns(members[0].CompanyId, members.Select(one => one.Resource!.Value).Concat(alsoResources), cancel);
        Guid[] ids = [.. members.Select(one => one.Id)];
        var rows = await db.Bookings.Where(booking => ids.Contains(booking.Id)).ToListAsync(cancel);
        var occupancies = await db.Occupancies.Where(one => ids.Contains(one.BookingId)).ToListAsync(cancel);
        return new BookingGroup(rows.Single(one => one.MainBookingId is null), [.. rows.Where(one => one.MainBookingId is not null)], occupancies);
    }

    /// <summary>
    /// Puts a new booking, and what is booked along, on slots that are free, and saves. Each must bear the state that it begins in: Held,
    /// PendingApproval or Confirmed. Returns <c>booking.overlap</c> when a slot is taken, and then nothing is saved.
    /// </summary>
    public async Task<Problem?> Place(BookingGroup group, IReadOnlyDictionary<Guid, BookableResource> resources, BookingChange change, CancellationToken cancel)
    {
        foreach (var booking in group.All)
            db.Add(booking);
        if (await Seat(group, resources, cancel) is { } taken)
            return taken;
        if (group.Main.State is not BookingState.Held && await charges.Reserve(group, resources, cancel) is { } refused)
            return refused;
        return await Publish(group, change, cancel);
    }

    /// <summary>An offer was taken, or a request was approved. The price is kept aside now at the latest.</summary>
    public async Task<Problem?> Confirm(BookingGroup group, IReadOnlyDictionary<Guid, BookableResource> resources, CancellationToken cancel)
    {
        foreach (var booking in group.Live.ToList())
        {
            booking.Become(BookingState.Confirmed);
            booking.Revision++;
        }

        if (await charges.Reserve(group, resources, cancel) is { } refused)
            return refused;
        return await Publish(group, BookingChange.Confirmed, cancel);
    }

    /// <summary>An offer was taken that somebody has to approve first.</summary>
    public async Task<Problem?> AskApproval(
        BookingGroup group, IReadOnlyDictionary<Guid, BookableResource> resources, DateTimeOffset until, CancellationToken cancel)
    {
        foreach (var booking in group.Live.ToList())
        {
            booking.Become(BookingState.PendingApproval);
            booking.HeldUntil = until;
            booking.Revision++;
        }

        return await charges.Reserve(group, resources, cancel) is { } refused ? refused : await Publish(group, BookingChange.Requested, cancel);
    }

    /// <summary>
    /// Plans it anew: other times, the same instruments. The slot is chosen again. <paramref name="state"/>: PendingApproval when the change needs
    /// approval, else the present one.
    /// </summary>
    public async Task<Problem?> Replan(
        BookingGroup group, IReadOnlyDictionary<Guid, BookableResource> resources, TimeRange asked, BookingState state,
        DateTimeOffset? heldUntil, BookingChange change, CancellationToken cancel)
    {
        foreach (var booking in group.Live)
        {
            (booking.StartsAt, booking.EndsAt) = (asked.From, asked.Until);
            booking.Become(state);
            booking.HeldUntil = heldUntil;
            booking.Revision++;
        }

        if (await Seat(group, resources, cancel) is { } taken)
            return taken;
        if (state is not BookingState.Held && await charges.Reserve(group, resources, cancel) is { } refused)
            return refused;
        return await Publish(group, change, cancel);
    }

    /// <summary>
    /// Another takes its place: another holder, another instrument. The old one becomes Superseded and gives its slot up first, so that the
    /// new one may have the very same.
    /// </summary>
    public async Task<Problem?> Supersede(
        BookingGroup old, BookingGroup by, IReadOnlyDictionary<Guid, BookableResource> resources, BookingChange change, string reason, CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        foreach (var booking in old.Live.ToList())
        {
            if (old.OccupancyOf(booking) is { } occupancy)
            {
                db.Remove(occupancy);
                old.Forget(occupancy);
            }

            booking.Become(BookingState.Superseded);
            (booking.EndReason, booking.FinishedAt) = (reason, now);
            booking.Revision++;
        }

        await charges.Release(old, reason, cancel);
        // EF would insert before it deletes, and the guard looks at each statement.
        await db.SaveChangesAsync(cancel);
        if (await Place(by, resources, change, cancel) is { } refused)
            return refused;
        foreach (var booking in old.All)
            booking.SupersededById = by.Main.Id;
        return await Publish(old, change, cancel);
    }

    /// <summary>The holder was seen. <paramref name="evidence"/>: how, 1 to 200 characters.</summary>
    public Task<Problem?> CheckIn(BookingGroup group, string evidence, DateTimeOffset at, CancellationToken cancel)
    {
        foreach (var booking in group.Live)
        {
            booking.Become(BookingState.CheckedIn);
            (booking.CheckedInAt, booking.CheckInEvidence) = (at, evidence);
        }

        return Publish(group, BookingChange.CheckedIn, cancel);
    }

    /// <summary>It was not the holder who was seen: the booking waits for them again.</summary>
    public Task<Problem?> TakeBackCheckIn(BookingGroup group, CancellationToken cancel)
    {
        foreach (var booking in group.Live)
        {
            booking.Become(BookingState.Confirmed);
            (booking.CheckedInAt, booking.CheckInEvidence) = (null, "");
        }

        return Publish(group, BookingChange.CheckInUndone, cancel);
    }

    /// <summary>The instrument runs for the holder. Counts as check-in when there was none.</summary>
    public Task<Problem?> Start(BookingGroup group, string evidence, DateTimeOffset at, CancellationToken cancel)
    {
        foreach (var booking in group.Live)
        {
            booking.Become(BookingState.InUse);
            booking.StartedAt ??= at;
            if (booking.CheckedInAt is null)
                (booking.CheckedInAt, booking.CheckInEvidence) = (at, evidence);
        }

        return Publish(group, BookingChange.Started, cancel);
    }

    /// <summary>
    /// Used and over: Completed or CutShort. What is left of the planned time is free from <paramref name="at"/> on, the cool-down kept; the
    /// planned end stays on the booking. Settles the charge.
    /// </summary>
    /// <param name="group">The booking.</param>
    /// <param name="state">Completed or CutShort.</param>
    /// <param name="change">FinishedEarly, Completed or CutShort.</param>
    /// <param name="reason">Why it ended before its time; empty when it did not.</param>
    /// <param name="at">When use ended.</param>
    /// <param name="used">When the instrument was in use for it; null when nothing tells.</param>
    /// <param name="cancel">Gives up.</param>
    public async Task<Problem?> Finish(
        BookingGroup group, BookingState state, BookingChange change, string reason, DateTimeOffset at, IReadOnlyList<Stretch>? used, CancellationToken cancel)
    {
        foreach (var booking in group.Live.ToList())
        {
            Shorten(group, booking, at);
            booking.Become(state);
            (booking.FinishedAt, booking.EndReason) = (at, reason);
            booking.Revision++;
        }

        var outcome = state is BookingState.CutShort ? UseOutcome.CutShort : UseOutcome.Completed;
        await charges.Settle(group, outcome, used, endedAt: state is BookingState.CutShort ? at : null, cancel);
        return await Publish(group, change, cancel);
    }

    /// <summary>
    /// Not used: Rejected, Expired, Withdrawn, LateCancelled, ReleasedNoShow or OutageCancelled. All of its time is free; what ran already when an
    /// outage came stays blocked until then. The fee of a late cancellation or a no-show stays kept aside until the planned end, when it is known
    /// whether others took the time (<see cref="SettleGivenBack"/>); the others cost nothing.
    /// </summary>
    public async Task<Problem?> Release(
        BookingGroup group, BookingState state, BookingChange change, string reason, DateTimeOffset at, CancellationToken cancel)
    {
        foreach (var booking in group.Live.ToList())
        {
            if (booking.State.IsRunning)
                Shorten(group, booking, at);
            else
                Vacate(group, booking);
            booking.Become(state);
            (booking.FinishedAt, booking.EndReason) = (at, reason);
            booking.Revision++;
        }

        if (state is not (BookingState.LateCancelled or BookingState.ReleasedNoShow))
            await charges.Release(group, reason, cancel);
        return await Publish(group, change, cancel);
    }

    /// <summary>
    /// Undoes an automatic release or finish: the booking is again what it was and has its time again, if nobody took it. Returns
    /// <c>booking.overlap</c> otherwise.
    /// </summary>
    public async Task<Problem?> Restore(
        BookingGroup group, IReadOnlyDictionary<Guid, BookableResource> resources, BookingState state, CancellationToken cancel)
    {
        foreach (var booking in group.All)
        {
            booking.Become(state);
            (booking.FinishedAt, booking.EndReason) = (null, "");
            booking.Revision++;
        }

        if (await Seat(group, resources, cancel) is { } taken)
            return taken;
        if (await charges.Reserve(group, resources, cancel) is { } refused)
            return refused;
        return await Publish(group, BookingChange.Restored, cancel);
    }

    // Chooses a slot for each. Whoever holds the turn of the resource finds what the guard would.
    private async Task<Problem?> Seat(BookingGroup group, IReadOnlyDictionary<Guid, BookableResource> resources, CancellationToken cancel)
    {
        var ids = group.Ids;
        foreach (var booking in group.Live)
        {
            var resource = resources[booking.ResourceId];
            var wanted = resource.Blocked(new TimeRange(booking.StartsAt, booking.EndsAt));
            if ((await rooms.Of(resource, wanted, cancel)).Count > 0)
                return BookingProblems.Overlap.With("resourceId", resource.Id);
            var taken = await db.Occupancies.AsNoTracking().Where(one => one.ResourceId == resource.Id && !ids.Contains(one.BookingId)
                && one.Until > wanted.From && one.From < wanted.Until).ToListAsync(cancel);
            var occupancy = group.OccupancyOf(booking);
            var board = new SlotBoard(taken, resource.Slots);
            // It stays where it is when it can: a change of time alone moves nobody to another place.
            var slot = occupancy is not null && board.IsFree(occupancy.SlotIndex, wanted) ? occupancy.SlotIndex : board.LowestFree(wanted);
            if (slot is not { } index)
                return BookingProblems.Overlap.With("resourceId", resource.Id);
            booking.SlotIndex = index;
            if (occupancy is null)
            {
                occupancy = new Occupancy
                {
                    BookingId = booking.Id, FacilityId = booking.FacilityId, ResourceId = resource.Id, SlotIndex = index, From = wanted.From, Until = wanted.Until,
                };
                db.Add(occupancy);
                group.Hold(occupancy);
            }

            (occupancy.SlotIndex, occupancy.From, occupancy.Until) = (index, wanted.From, wanted.Until);
        }

        return null;
    }

    // A guard that was hit rolls back to before this save, not the whole transaction: whoever asked may still look for alternatives.
    private async Task<Problem?> Save(CancellationToken cancel)
    {
        try
        {
            await db.SaveChangesAsync(cancel);
            return null;
        }
        catch (DbUpdateException exception) when (OccupancyGuard.WasHit(exception))
        {
            return BookingProblems.Overlap;
        }
    }

    private void Vacate(BookingGroup group, Booking booking)
    {
        if (group.OccupancyOf(booking) is not { } occupancy)
            return;
        db.Remove(occupancy);
        group.Forget(occupancy);
    }

    private void Shorten(BookingGroup group, Booking booking, DateTimeOffset at)
    {
        if (group.OccupancyOf(booking) is not { } occupancy)
            return;
        var coolDown = occupancy.Until - booking.EndsAt;
        var until = at + coolDown;
        if (at <= booking.StartsAt)
            Vacate(group, booking);
        else if (until < occupancy.Until)
            occupancy.Until = until;
    }

    /// <summary>Who of the staff will be there was named, or named anew; the name stands on it already.</summary>
    public Task<Problem?> Assigned(BookingGroup group, CancellationToken cancel)
    {
        foreach (var booking in group.All)
            booking.Revision++;
        return Publish(group, BookingChange.Assigned, cancel);
    }

    private async Task<Problem?> Publish(BookingGroup group, BookingChange change, CancellationToken cancel)
    {
        foreach (var booking in group.All)
            outbox.Publish(new BookingChanged(booking.Id, booking.FacilityId, booking.CompanyId, change, booking.Revision));
        return await Save(cancel);
    }
}
