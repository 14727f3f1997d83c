using IncubatorHub.Laboratory.Policies.Rules;
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
        if (!await Staff(group.Main.FacilityId).ContainsAsync(staff, cancel))
            return CommonProblems.Invalid("assistedById", "Name somebody who runs this facility.");
        if (await RefuseTwoAtOnce(group, staff, cancel) is { } busy)
            return busy;
        foreach (var booking in group.All)
            booking.AssistedById = staff;
        return null;
    }

    /// <summary>After a change of its time: whoever was named has that time too. Null when so, or when nobody was.</summary>
    public Task<Problem?> Keep(BookingGroup group, CancellationToken cancel) =>
        group.Main is { IsAssisted: true, AssistedById: { } staff } ? RefuseTwoAtOnce(group, staff, cancel) : Task.FromResult<Problem?>(null);

    /// <summary>Accounts of those who may be named at a facility.</summary>
    public IQueryable<Guid> Staff(Guid facilityId) => db.RoleGrants
        .Where(grant => grant.AccountId != null && grant.Scope == ScopeKind.Facility && grant.ScopeId == facilityId && grant.Role == Role.IncubationManager)
        .Select(grant => grant.AccountId!.Value).Distinct();

    /// <summary>Sessions in that time to which somebody was named, but for these; at any facility, for whoever is there is not here.</summary>
    public IQueryable<Booking> Sessions(TimeRange range, IReadOnlyCollection<Guid> butIds) => db.Bookings.IgnoreQueryFilters([ScopeFilters.Name])
        .Where(other => other.AssistedById != null && !butIds.Contains(other.Id) && BookingStates.Live.Contains(other.State) && other.MainBookingId == null
            && other.StartsAt < range.Until && other.EndsAt > range.From);

    private async Task<Problem?> RefuseTwoAtOnce(BookingGroup group, Guid staff, CancellationToken cancel)
    {
        await db.TakeTurn("sessions of a staff member", staff, cancel);
        return await Sessions(new TimeRange(group.Main.StartsAt, group.Main.EndsAt), group.Ids).AnyAsync(other => other.AssistedById == staff, cancel)
            ? BookingProblems.StaffBusy(staff)
            : null;
    }
}
