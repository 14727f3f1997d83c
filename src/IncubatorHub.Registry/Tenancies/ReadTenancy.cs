namespace IncubatorHub.Registry.Tenancies;

/// <summary>Reads one tenancy.</summary>
[UseCase(Right.ReadTenancy)]
internal sealed class ReadTenancy(HubDbContext db) : IUseCase<ReadTenancy.Request, TenancyView>
{
    public sealed record Request(Guid Id) : IRequest<TenancyView>;

    public async Task<Outcome<TenancyView>> Handle(Request request, CancellationToken cancel) =>
        await db.Tenancies.Where(tenancy => tenancy.Id == request.Id).Select(TenancyView.Of(db)).SingleOrDefaultAsync(cancel) is { } found
            ? found
            : CommonProblems.NotFound("tenancy", request.Id);

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/tenancies/{id:guid}", (Guid id, HttpUseCases http, CancellationToken cancel) => http.Answer(new Request(id), cancel))
        .For<ReadTenancy>("Reads a tenancy");
}
