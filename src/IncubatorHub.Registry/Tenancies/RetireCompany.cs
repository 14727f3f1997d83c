namespace IncubatorHub.Registry.Tenancies;

/// <summary>Ends a company's life with the programme. Its tenancies and figures stay.</summary>
[UseCase(Right.EditCompany, Writes = true)]
internal sealed class RetireCompany(HubDbContext db, CallerContext context, TimeProvider time) : IUseCase<RetireCompany.Request, Done>
{
    public sealed record Request(Guid Id, Guid? SeenVersion) : IRequest<Done>, IEdit;

    public async Task<Outcome<Done>> Handle(Request request, CancellationToken cancel)
    {
        if (await db.Companies.SingleOrDefaultAsync(company => company.Id == request.Id, cancel) is not { } company)
            return CommonProblems.NotFound("company", request.Id);
        if (!CompanyCare.May(context.Caller, company))
            return CommonProblems.Forbidden(Right.EditCompany);
        if (company.RefuseUnlessSeen(request.SeenVersion) is { } stale)
            return stale;
        // Also a tenancy at a facility that this caller does not run: only whether there is one is looked at.
        var live = db.Tenancies.IgnoreQueryFilters([ScopeFilters.Name]).Where(tenancy => tenancy.CompanyId == company.Id
            && (tenancy.State == TenancyState.Planned || tenancy.State == TenancyState.Current));
        if (await live.AnyAsync(cancel))
            return TenancyProblems.CompanyHasTenancy;
        company.Retire(time.GetUtcNow());
        return Done.It;
    }

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost("/companies/{id:guid}/retire", (Guid id, IfMatch ifMatch, HttpUseCases http, CancellationToken cancel) =>
            http.Do(new Request(id, ifMatch.Version), cancel))
        .For<RetireCompany>("Retires a company", "Refusals: company.has-tenancy (409).");
}
