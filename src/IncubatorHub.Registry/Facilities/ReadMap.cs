using System.Linq.Expressions;

namespace IncubatorHub.Registry.Facilities;

/// <summary>A facility on the map.</summary>
public sealed record MapPlace(string Code, string NameEn, string NameJa, string PrefectureCode, double Latitude, double Longitude);

/// <summary>Reads where the facilities in the caller's scope stand: all of them in use, without paging, with no more than a map needs.</summary>
[UseCase(Right.ReadFacility)]
internal sealed class ReadMap(HubDbContext db) : IUseCase<ReadMap.Request, ReadMap.Answer>
{
    public sealed record Request : IRequest<Answer>;

    public sealed record Answer(IReadOnlyList<MapPlace> Places);

    private static readonly Expression<Func<Facility, MapPlace>> Of = facility => new MapPlace(
        facility.Code, facility.NameEn, facility.NameJa, facility.PrefectureCode, facility.Latitude, facility.Longitude);

    public async Task<Outcome<Answer>> Handle(Request request, CancellationToken cancel) => new Answer(
        await db.Facilities.Where(facility => facility.RetiredAt == null).OrderBy(facility => facility.Code).Select(Of).ToListAsync(cancel));

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/facilities/map", (HttpUseCases http, CancellationToken cancel) => http.Answer(new Request(), cancel))
        .For<ReadMap>("Reads where the facilities stand");
}
