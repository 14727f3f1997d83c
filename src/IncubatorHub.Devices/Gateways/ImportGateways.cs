using IncubatorHub.Platform.Csv;
using IncubatorHub.Registry.Facilities;

namespace IncubatorHub.Devices.Gateways;

/// <summary>
/// Registers and renames gateways from a CSV file, by key: all of it or nothing. It makes no credential: a secret is shown once, to the person
/// who takes it to the site, so each new gateway gets its first one by <see cref="RotateCredential"/>.
/// </summary>
[UseCase(Right.ImportRows, Writes = true)]
internal sealed class ImportGateways(HubDbContext db, CallerContext context, CsvImport import) : IUseCase<ImportGateways.Request, ImportReport>
{
    public sealed record Request(byte[] File, bool DryRun) : IRequest<ImportReport>;

    public async Task<Outcome<ImportReport>> Handle(Request request, CancellationToken cancel)
    {
        var read = import.Read(request.File, GatewayCsv.Columns);
        if (!read.IsAnswer)
            return read.Problem;
        var facilities = await db.Facilities.AsNoTracking().ToDictionaryAsync(facility => facility.Code, StringComparer.Ordinal, cancel);
        var present = await db.Gateways.ToDictionaryAsync(gateway => gateway.Key, StringComparer.Ordinal, cancel);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var row in read.Answer)
        {
            if (facilities.GetValueOrDefault(row.Text("facility")) is not { } facility)
            {
                row.Wrong("facility", "validation.failed", "There is no such facility.");
                continue;
            }

            if (!context.Caller.MayAtFacility(Right.EditGateway, facility.Id))
                row.Wrong(CommonProblems.Forbidden(Right.EditGateway));
            if (facility.RetiredAt is not null)
                row.Wrong(CommonProblems.Retired("facility"));
            if (!seen.Add(row.Text("key")))
                row.Wrong("key", "import.repeated", "This gateway is in the file twice.");
            Take(row, facility.Id, present.GetValueOrDefault(row.Text("key")));
        }

        return await import.Finish(request.DryRun, cancel);
    }

    private void Take(CsvRow row, Guid facilityId, Gateway? gateway)
    {
        var fields = new EnrolGateway.Request { Key = row.Text("key"), FacilityId = facilityId, Name = row.Text("name") };
        row.Wrong(RequestValidation.Validate(fields));
        if (gateway?.State is GatewayState.Retired)
            row.Wrong(CommonProblems.Retired("gateway"));
        if (gateway is not null && gateway.FacilityId != facilityId)
            row.Wrong("facility", "validation.failed", "The gateway serves another facility. It cannot move: retire it and enrol it anew.");
        if (!row.IsGood)
            return;
        if (gateway is not null)
        {
            gateway.Name = fields.Name;
            import.Seen(gateway, row.Line);
            return;
        }

        gateway = new Gateway { Key = fields.Key, FacilityId = facilityId, Name = fields.Name };
        db.Add(gateway);
        import.Created(gateway, row.Line);
    }

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost("/imports/gateways", (HttpCsv http, CancellationToken cancel, bool dryRun = false) =>
            http.Import(file => new Request(file, dryRun), cancel))
        .For<ImportGateways>("Imports gateways from CSV",
            "The body is the file, text/csv in UTF-8. It makes no credential: ask for one per gateway when it is installed. With dryRun=true nothing is changed and the report lists every error. Refusals: import.rows-wrong (422) with the report.");
}
