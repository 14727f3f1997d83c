using IncubatorHub.Platform.Csv;
using IncubatorHub.Registry.Facilities;

namespace IncubatorHub.Devices.Gateways;

/// <summary>Writes the gateways that the caller sees and that are not retired as a CSV file that the import takes. No secret is in it.</summary>
[UseCase(Right.ReadGateway)]
internal sealed class ExportGateways(HubDbContext db) : IUseCase<ExportGateways.Request, Done>
{
    public sealed record Request(CsvTarget Target) : IRequest<Done>;

    public async Task<Outcome<Done>> Handle(Request request, CancellationToken cancel)
    {
        var rows =
            from gateway in db.Gateways
            where gateway.State != GatewayState.Retired
            join facility in db.Facilities on gateway.FacilityId equals facility.Id
            where facility.RetiredAt == null
            orderby facility.Code, gateway.Key
            select new { gateway.Key, Facility = facility.Code, gateway.Name };
        await CsvExport.Write(request.Target, GatewayCsv.Columns,
            rows.AsAsyncEnumerable().Select(row => new object?[] { row.Key, row.Facility, row.Name }), cancel);
        return Done.It;
    }

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/exports/gateways", (HttpCsv http, CancellationToken cancel) =>
            http.Export(target => new Request(target), "gateways.csv", cancel))
        .For<ExportGateways>("Exports gateways as CSV");
}
