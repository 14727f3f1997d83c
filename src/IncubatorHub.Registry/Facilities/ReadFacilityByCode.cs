namespace IncubatorHub.Registry.Facilities;

/// <summary>Reads one facility by the code that stands in addresses and imports.</summary>
[UseCase(Right.ReadFacility)]
internal sealed class ReadFacilityByCode(HubDbContext db) : IUseCase<ReadFacilityByCode.Request, FacilityView>
{
    public sealed record Request(string Code) : IRequest<FacilityView>;

    public async Task<Outcome<FacilityView>> Handle(Request request, CancellationToken cancel) =>
        await db.Facilities.Where(facility => facility.Code == request.Code).Select(FacilityView.Of).SingleOrDefaultAsync(cancel) is { } found
            ? found
            : CommonProblems.NotFound("facility", request.Code);

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/facilities/by-code/{code}", (string code, HttpUseCases http, CancellationToken cancel) => http.Answer(new Request(code), cancel))
        .For<ReadFacilityByCode>("Reads a facility by its code");
}
