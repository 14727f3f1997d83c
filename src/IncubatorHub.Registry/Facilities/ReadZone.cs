namespace IncubatorHub.Registry.Facilities;

/// <summary>Reads one zone.</summary>
[UseCase(Right.ReadFacility)]
internal sealed class ReadZone(HubDbContext db) : IUseCase<ReadZone.Request, ZoneView>
{
    public sealed record Request(Guid FacilityId, Guid Id) : IRequest<ZoneView>;

    public async Task<Outcome<ZoneView>> Handle(Request request, CancellationToken cancel) =>
        await db.Zones.Where(zone => zone.Id == request.Id && zone.FacilityId == request.FacilityId).Select(ZoneView.Of).SingleOrDefaultAsync(cancel) is { } found
            ? found
            : CommonProblems.NotFound("zone", request.Id);

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/facilities/{facilityId:guid}/zones/{id:guid}", (Guid facilityId, Guid id, HttpUseCases http, CancellationToken cancel) => http.Answer(new Request(facilityId, id), cancel))
        .For<ReadZone>("Reads a zone");
}
