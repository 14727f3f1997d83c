using IncubatorHub.Registry.People;
using IncubatorHub.Registry.Tenancies;

namespace IncubatorHub.Incubation.Mentoring;

/// <summary>Who comes for which company, at which house.</summary>
internal sealed record SessionParty(Guid PersonId, Guid CompanyId, Guid FacilityId, Guid AskedById);

/// <summary>Finds out for whom a session is asked, and whether the caller may.</summary>
internal sealed class SessionParties(HubDbContext db, CallerContext context, OwnAccount own)
{
    /// <summary>
    /// Nobody named: the caller. No company named: the person's, when there is one only that the caller may ask for. No house named: the offer's, or the
    /// company's when it has one only.
    /// </summary>
    public async Task<Outcome<SessionParty>> Find(Guid? personId, Guid? companyId, Guid? facilityId, MentoringOffer offer, CancellationToken cancel)
    {
        var self = await own.Find(cancel);
        if ((personId ?? self) is not { } person)
            return CommonProblems.Invalid("personId", "Name the person who will come.");
        // A person out of sight and one that never was answer alike: neither belongs to a company that the caller may ask for.
        var companies = await MembershipsOf(person).Distinct().ToListAsync(cancel);
        Guid company;
        if (companyId is { } named)
        {
            if (!MayAskFor(named))
                return CommonProblems.NotFound("company", named);
            if (!companies.Contains(named))
                return MentoringProblems.NoMember(person, named);
            company = named;
        }
        else
        {
            List<Guid> possible = [.. companies.Where(MayAskFor)];
            if (possible.Count != 1)
                return possible.Count == 0 ? CommonProblems.NotFound("person", person) : CommonProblems.Invalid("companyId", "The person belongs to several companies; name one.");
            company = possible[0];
        }

        var houses = await db.Set<Tenancy>().IgnoreQueryFilters([ScopeFilters.Name])
            .Where(tenancy => tenancy.CompanyId == company && (tenancy.State == TenancyState.Current || tenancy.State == TenancyState.Planned))
            .Select(tenancy => tenancy.FacilityId).Distinct().ToListAsync(cancel);
        var home = await db.Set<Company>().IgnoreQueryFilters([ScopeFilters.Name]).Where(one => one.Id == company).Select(one => one.HomeFacilityId).SingleAsync(cancel);
        if (home is { } looksAfter)
            houses = [.. houses.Union([looksAfter])];
        var house = facilityId ?? offer.FacilityId ?? (houses.Count == 1 ? houses[0] : null);
        if (house is not { } found)
            return CommonProblems.Invalid("facilityId", "Name the house of the company that it counts for.");
        if (!houses.Contains(found) || (offer.FacilityId is { } only && only != found))
            return CommonProblems.NotFound("facility", found);
        return new SessionParty(person, company, found, self ?? context.Caller.Id);
    }

    /// <summary>Whether each of them belongs to the company.</summary>
    public async Task<bool> AreOf(Guid companyId, IReadOnlyCollection<Guid> accounts, CancellationToken cancel) => await db.RoleGrants
        .Where(grant => grant.AccountId != null && accounts.Contains(grant.AccountId.Value) && grant.Scope == ScopeKind.Company && grant.ScopeId == companyId)
        .Select(grant => grant.AccountId).Distinct().CountAsync(cancel) == accounts.Count;

    private bool MayAskFor(Guid companyId) => context.Caller.MayInCompany(Right.BookMentor, companyId);

    private IQueryable<Guid> MembershipsOf(Guid person) =>
        from grant in db.RoleGrants
        where grant.AccountId == person && grant.Scope == ScopeKind.Company
        join account in db.Accounts on grant.AccountId equals account.Id
        where account.RetiredAt == null && account.LockedAt == null
        select grant.ScopeId;
}
