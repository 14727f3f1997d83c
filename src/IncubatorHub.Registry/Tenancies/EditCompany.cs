namespace IncubatorHub.Registry.Tenancies;

/// <summary>Changes what is known of a company.</summary>
[UseCase(Right.EditCompany, Writes = true)]
internal sealed class EditCompany(HubDbContext db, CallerContext context) : IUseCase<EditCompany.Request, CompanyView>
{
    public sealed record Request(Guid Id, Guid? SeenVersion, CompanyFields Fields) : IRequest<CompanyView>, IEdit;

    public async Task<Outcome<CompanyView>> Handle(Request request, CancellationToken cancel)
    {
        if (await db.Companies.SingleOrDefaultAsync(company => company.Id == request.Id, cancel) is not { } company)
            return CommonProblems.NotFound("company", request.Id);
        if (!CompanyCare.May(context.Caller, company))
            return CommonProblems.Forbidden(Right.EditCompany);
        if (company.RetiredAt is not null)
            return CommonProblems.Retired("company");
        if (company.RefuseUnlessSeen(request.SeenVersion) is { } stale)
            return stale;
        if (await request.Fields.RefuseHome(db, context.Caller, company, cancel) is { } refused)
            return refused;
        request.Fields.ApplyTo(company);
        await db.SaveChangesAsync(cancel);
        return CompanyView.From(company);
    }

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPut("/companies/{id:guid}", (Guid id, CompanyFields fields, IfMatch ifMatch, HttpUseCases http, CancellationToken cancel) =>
            http.Answer(new Request(id, ifMatch.Version, fields), cancel))
        .For<EditCompany>("Edits a company", "Refusals: company.corporate-number-taken (409).");
}

/// <summary>Who may edit a company: officers, and those who run a facility that it rents at or that is its home.</summary>
internal static class CompanyCare
{
    public static bool May(Caller caller, Company company) => caller.MayInCompany(Right.EditCompany, company.Id)
        || (company.HomeFacilityId is { } home && caller.MayAtFacility(Right.EditCompany, home));
}
