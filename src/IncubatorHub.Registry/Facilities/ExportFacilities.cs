namespace IncubatorHub.Registry.Facilities;

/// <summary>Writes the facilities in use in the caller's scope as a CSV file that the import takes.</summary>
[UseCase(Right.ReadFacility)]
internal sealed class ExportFacilities(HubDbContext db) : IUseCase<ExportFacilities.Request, Done>
{
    public sealed record Request(CsvTarget Target) : IRequest<Done>;

    public async Task<Outcome<Done>> Handle(Request request, CancellationToken cancel)
    {
        var rows = db.Facilities.Where(facility => facility.RetiredAt == null).OrderBy(facility => facility.Code).AsAsyncEnumerable();
        await CsvExport.Write(request.Target, FacilityCsv.Columns, rows.Select(FacilityCsv.CellsOf), cancel);
        return Done.It;
    }

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/exports/facilities", (HttpCsv http, CancellationToken cancel) =>
            http.Export(target => new Request(target), "facilities.csv", cancel))
        .For<ExportFacilities>("Exports facilities as CSV");
}
