using IncubatorHub.Registry.People;

namespace IncubatorHub.Laboratory.Bookings;

/// <summary>Who books for whom: the holder and the company of a booking, and whether the caller may act for them.</summary>
internal sealed class BookingParties(HubDbContext db, CallerContext context, OwnAccount own)
{
    /// <summary>Holder, company, and who asked.</summary>
    internal sealed record Party(Guid PersonId, Guid CompanyId, Guid BookedById);

    /// <summary>The account behind the caller: the person, or the owner of a personal key. Null for a key that no person owns, and for the hub itself.</summary>
    public Task<Guid?> Self(CancellationToken cancel) => own.Find(cancel);

    /// <summary>
    /// The holder and company of a new booking. Nobody named: the caller. No company named: the holder's, when there is one only that the caller
    /// may book for. Who runs the facility books for anybody of a company it knows; a colleague for a colleague.
    /// </summary>
    public async Task<Outcome<Party>> Find(Guid facilityId, Guid? personId, Guid? companyId, CancellationToken cancel)
    {
        var self = await Self(cancel);
        if ((personId ?? self) is not { } holder)
            return CommonProblems.Invalid("personId", "Name the person who will use it.");
        // A person out of sight and one that never was answer alike: neither belongs to a company that the caller may book for.
        var companies = await (
            from grant in db.RoleGrants
            where grant.AccountId == holder && grant.Scope == ScopeKind.Company
            join account in db.Accounts on grant.AccountId equals account.Id
            where account.RetiredAt == null && account.LockedAt == null
            select grant.ScopeId).Distinct().ToListAsync(cancel);
        if (companyId is { } named)
        {
            if (!MayBookFor(facilityId, named))
                return CommonProblems.NotFound("company", named);
            return companies.Contains(named) ? new Party(holder, named, self ?? context.Caller.Id) : BookingProblems.NoMember(holder, named);
        }

        List<Guid> possible = [.. companies.Where(company => MayBookFor(facilityId, company))];
        return possible.Count switch
        {
            1 => new Party(holder, possible[0], self ?? context.Caller.Id),
            0 => CommonProblems.NotFound("person", holder),
            _ => CommonProblems.Invalid("companyId", "The person belongs to several companies; name the one that it counts for."),
        };
    }

    /// <summary>Null when the caller may change this booking: its company's people, and those who run the facility.</summary>
    public Problem? RefuseChange(Booking booking) =>
        MayBookFor(booking.FacilityId, booking.CompanyId) ? null : CommonProblems.Forbidden(Right.BookEquipment);

    /// <summary>Whether the caller approves, overrides and books for others there.</summary>
    public bool Runs(Guid facilityId) => context.Caller.MayAtFacility(Right.ManageBookings, facilityId);

    /// <summary>Whether the caller may book, and change bookings, for this company there.</summary>
    public bool MayBookFor(Guid facilityId, Guid companyId) => context.Caller.Grants.Any(grant => grant.Scope is ScopeKind.Company
            && grant.ScopeId == companyId && RoleRights.Brings(grant.Role, Right.BookEquipment))
        || (Runs(facilityId) && context.Caller.MayInCompany(Right.BookEquipment, companyId));
}
