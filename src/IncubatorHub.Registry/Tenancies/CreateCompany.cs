using System.ComponentModel.DataAnnotations;

namespace IncubatorHub.Registry.Tenancies;

/// <summary>Registers a company, once for its life.</summary>
[UseCase(Right.EditCompany, Writes = true)]
internal sealed class CreateCompany(HubDbContext db, CallerContext context) : IUseCase<CreateCompany.Request, CompanyView>
{
    public sealed record Request : CompanyFields, IRequest<CompanyView>
    {
        /// <summary>2 to 40 of a-z, 0-9 and -. It never changes.</summary>
        [Required, RegularExpression("^[a-z0-9][a-z0-9-]{1,39}$")]
        public required string Code { get; init; }
    }

    public async Task<Outcome<CompanyView>> Handle(Request request, CancellationToken cancel)
    {
        if (await request.RefuseHome(db, context.Caller, company: null, cancel) is { } refused)
            return refused;
        var company = new Company { Code = request.Code, NameEn = "", NameJa = "" };
        request.ApplyTo(company);
        db.Add(company);
        await db.SaveChangesAsync(cancel);
        return CompanyView.From(company);
    }

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost("/companies", (Request request, HttpUseCases http, CancellationToken cancel) =>
            http.Create(request, company => $"/api/v1/companies/{company.Id}", cancel))
        .For<CreateCompany>("Registers a company", "Refusals: company.code-taken, company.corporate-number-taken (409).");
}
