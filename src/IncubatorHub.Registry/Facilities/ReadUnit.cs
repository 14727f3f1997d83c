namespace IncubatorHub.Registry.Facilities;

/// <summary>Reads one unit.</summary>
[UseCase(Right.ReadFacility)]
internal sealed class ReadUnit(HubDbContext db) : IUseCase<ReadUnit.Request, UnitView>
{
    public sealed record Request(Guid FacilityId, Guid Id) : IRequest<UnitView>;

    public async Task<Outcome<UnitView>> Handle(Request request, CancellationToken cancel) =>
        await db.Units.Where(unit => unit.Id == request.Id && unit.FacilityId == request.FacilityId).Select(UnitView.Of).SingleOrDefaultAsync(cancel) is { } found
            ? found
            : CommonProblems.NotFound("unit", request.Id);

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/facilities/{facilityId:guid}/units/{id:guid}", (Guid facilityId, Guid id, HttpUseCases http, CancellationToken cancel) => http.Answer(new Request(facilityId, id), cancel))
        .For<ReadUnit>("Reads a unit");
}
