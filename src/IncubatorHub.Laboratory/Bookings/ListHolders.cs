using IncubatorHub.Registry.People;
using IncubatorHub.Registry.Tenancies;

namespace IncubatorHub.Laboratory.Bookings;

/// <summary>For whom the caller may book at a facility: colleagues, and for a manager everybody of the companies there. Run by the console only.</summary>
[UseCase(Right.BookEquipment)]
internal sealed class ListHolders(HubDbContext db, CallerContext context) : IUseCase<ListHolders.Request, IReadOnlyList<ListHolders.Holder>>
{
    /// <summary>More is not chosen from with sense.</summary>
    private const int Most = 500;

    public sealed record Request(Guid FacilityId) : IRequest<IReadOnlyList<Holder>>;

    /// <summary>A person, once for each company.</summary>
    public sealed record Holder(Guid PersonId, string Name, Guid CompanyId, string CompanyEn, string CompanyJa);

    public async Task<Outcome<IReadOnlyList<Holder>>> Handle(Request request, CancellationToken cancel)
    {
        var caller = context.Caller;
        var runs = caller.MayAtFacility(Right.ManageBookings, request.FacilityId);
        var own = caller.Grants.Where(grant => grant.Scope is ScopeKind.Company && RoleRights.Brings(grant.Role, Right.BookEquipment)).Select(grant => grant.ScopeId).ToList();
        var rows = await (
            from grant in db.RoleGrants
            where grant.Scope == ScopeKind.Company && (runs || own.Contains(grant.ScopeId))
            join company in db.Companies on grant.ScopeId equals company.Id
            where db.Set<Tenancy>().Any(tenancy => tenancy.CompanyId == company.Id && tenancy.FacilityId == request.FacilityId
                && (tenancy.State == TenancyState.Current || tenancy.State == TenancyState.Planned))
            join account in db.Accounts on grant.AccountId equals (Guid?)account.Id
            where account.RetiredAt == null && account.LockedAt == null
            orderby account.DisplayName
            select new Holder(account.Id, account.DisplayName, company.Id, company.NameEn, company.NameJa)).Take(Most).ToListAsync(cancel);
        // Who holds two roles in a company is one person all the same.
        return rows.Distinct().ToList();
    }
}
