namespace IncubatorHub.Registry.Tenancies;

/// <summary>What upper wings' pages ask of this module; they run it through the use-case runner like its own pages.</summary>
public static class TenanciesDoor
{
    /// <summary>The companies in the caller's sight, 200 at a time.</summary>
    /// <param name="cursor">From the page before; null for the first.</param>
    public static IRequest<Page<CompanyView>> Companies(string? cursor) => new ListCompanies.Request(Limit: PageLimits.MaxLimit, Cursor: cursor);

    /// <summary>The companies of a house that the caller sees, by code, 200 at a time.</summary>
    /// <param name="facilityId">Where they have a tenancy.</param>
    /// <param name="cursor">From the page before; null for the first.</param>
    public static IRequest<Page<CompanyView>> CompaniesAt(Guid facilityId, string? cursor) =>
        new ListCompanies.Request(FacilityId: facilityId, Sort: "code", Limit: PageLimits.MaxLimit, Cursor: cursor);

    /// <summary>The tenancies of a company that the caller sees, the latest first, at most 200.</summary>
    /// <param name="companyId">The company.</param>
    public static IRequest<Page<TenancyView>> TenanciesOf(Guid companyId) => new ListTenancies.Request(CompanyId: companyId, Sort: "-startsOn", Limit: PageLimits.MaxLimit);

    /// <summary>The terms of a tenancy, the first one first.</summary>
    /// <param name="tenancyId">The tenancy.</param>
    public static IRequest<IReadOnlyList<TenancyTermView>> TermsOf(Guid tenancyId) => new ListTerms.Request(tenancyId);

    /// <summary>Records a term of a tenancy, or its renewal.</summary>
    /// <param name="tenancy">As it was seen.</param>
    /// <param name="until">Last day, included.</param>
    /// <param name="rentYen">A month, without tax.</param>
    /// <param name="depositYen">That the facility holds in all.</param>
    /// <param name="note">Anything else.</param>
    public static IRequest<TenancyTermView> Agree(TenancyView tenancy, DateOnly until, long rentYen, long depositYen, string note) =>
        new AgreeTerm.Request(tenancy.Id, tenancy.Version, new AgreeTerm.Term { Until = until, RentYen = rentYen, DepositYen = depositYen, Note = note });

    /// <summary>One company.</summary>
    /// <param name="id">Which.</param>
    public static IRequest<CompanyView> Company(Guid id) => new ReadCompany.Request(id);
}
