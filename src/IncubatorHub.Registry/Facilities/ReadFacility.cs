namespace IncubatorHub.Registry.Facilities;

/// <summary>Reads one facility.</summary>
[UseCase(Right.ReadFacility)]
internal sealed class ReadFacility(HubDbContext db) : IUseCase<ReadFacility.Request, FacilityView>
{
    public sealed record Request(Guid Id) : IRequest<FacilityView>;

    public async Task<Outcome<FacilityView>> Handle(Request request, CancellationToken cancel) =>
        await db.Facilities.Where(facility => facility.Id == request.Id).Select(FacilityView.Of).SingleOrDefaultAsync(cancel) is { } found
            ? found
            : FacilityProblems.NotFound(request.Id);

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/facilities/{id:guid}", (Guid id, HttpUseCases http, CancellationToken cancel) => http.Answer(new Request(id), cancel))
        .For<ReadFacility>("Reads a facility");
}
