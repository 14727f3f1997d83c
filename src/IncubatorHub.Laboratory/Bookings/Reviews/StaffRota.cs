using IncubatorHub.Registry.People;

namespace IncubatorHub.Laboratory.Bookings.Reviews;

/// <summary>Who of a facility's staff is at which assisted session: nobody at two at once.</summary>
internal sealed class StaffRota(HubDbContext db)
{
    /// <summary>
    /// Names the staff member of an assisted session; of one that is not assisted nothing is asked. Null when done. Take the turn of the
    /// booking first; the staff member's own is taken here.
    /// </summary>
    public async Task<Problem?> Assign(BookingGroup group, Guid? staffId, CancellationToken cancel)
    {
        if (!group.Main.IsAssisted)
            return null;
        if (staffId is not { } staff)
            return BookingProblems.StaffMissing;
        var (facility, startsAt, endsAt) = (group.Main.FacilityId, group.Main.StartsAt, group.Main.EndsAt);
        var isStaff = await db.RoleGrants.AnyAsync(
            grant => grant.AccountId == staff && grant.Scope == ScopeKind.Facility && grant.ScopeId == facility && grant.Role == Role.IncubationManager, cancel);
        if (!isStaff)
            return CommonProblems.Invalid("assistedById", "Name somebody who runs this facility.");
        await db.TakeTurn("sessions of a staff member", staff, cancel);
        var ids = group.Ids;
        var isBusy = await db.Bookings.IgnoreQueryFilters([ScopeFilters.Name]).AnyAsync(
            other => other.AssistedById == staff && !ids.Contains(other.Id) && BookingStates.Live.Contains(other.State) && other.MainBookingId == null
                && other.StartsAt < endsAt && other.EndsAt > startsAt, cancel);
        if (isBusy)
            return BookingProblems.StaffBusy(staff);
        foreach (var booking in group.All)
            booking.AssistedById = staff;
        return null;
    }
}
