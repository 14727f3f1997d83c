namespace IncubatorHub.Registry.Tenancies;

/// <summary>Reads one company.</summary>
[UseCase(Right.ReadCompany)]
internal sealed class ReadCompany(HubDbContext db) : IUseCase<ReadCompany.Request, CompanyView>
{
    public sealed record Request(Guid Id) : IRequest<CompanyView>;

    public async Task<Outcome<CompanyView>> Handle(Request request, CancellationToken cancel) =>
        await db.Companies.Where(company => company.Id == request.Id).Select(CompanyView.Of).SingleOrDefaultAsync(cancel) is { } found
            ? found
            : CommonProblems.NotFound("company", request.Id);

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/companies/{id:guid}", (Guid id, HttpUseCases http, CancellationToken cancel) => http.Answer(new Request(id), cancel))
        .For<ReadCompany>("Reads a company");
}
