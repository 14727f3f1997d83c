using IncubatorHub.Registry.Facilities;

namespace IncubatorHub.Laboratory.LabEquipment;

/// <summary>Creates and changes equipment from a CSV file, by facility and asset number: all of it or nothing.</summary>
[UseCase(Right.ImportRows, Writes = true)]
internal sealed class ImportEquipment(HubDbContext db, CallerContext context, CsvImport import) : IUseCase<ImportEquipment.Request, ImportReport>
{
    public sealed record Request(byte[] File, bool DryRun) : IRequest<ImportReport>;

    private Dictionary<(Guid, string), Guid> _zones = [];
    private HashSet<string> _classes = [];

    public async Task<Outcome<ImportReport>> Handle(Request request, CancellationToken cancel)
    {
        var read = import.Read(request.File, EquipmentCsv.Columns);
        if (!read.IsAnswer)
            return read.Problem;
        var facilities = await db.Facilities.AsNoTracking().ToDictionaryAsync(facility => facility.Code, StringComparer.Ordinal, cancel);
        var present = await db.Equipment.ToDictionaryAsync(equipment => (equipment.FacilityId, equipment.AssetNumber), cancel);
        _zones = await db.Zones.Where(zone => zone.RetiredAt == null).ToDictionaryAsync(zone => (zone.FacilityId, zone.Code), zone => zone.Id, cancel);
        _classes = await db.EquipmentClasses.Where(one => one.RetiredAt == null).Select(one => one.Code).ToHashSetAsync(cancel);
        var seen = new HashSet<(Guid, string)>();
        foreach (var row in read.Answer)
        {
            if (facilities.GetValueOrDefault(row.Text("facility")) is not { } facility)
            {
                row.Wrong("facility", "validation.failed", "There is no such facility.");
                continue;
            }

            if (!context.Caller.MayAtFacility(Right.EditEquipment, facility.Id))
                row.Wrong(CommonProblems.Forbidden(Right.EditEquipment));
            if (facility.RetiredAt is not null)
                row.Wrong(CommonProblems.Retired("facility"));
            var key = (facility.Id, row.Text("assetNumber"));
            if (!seen.Add(key))
                row.Wrong("assetNumber", "import.repeated", "This asset number is in the file twice.");
            Take(row, facility.Id, present.GetValueOrDefault(key));
        }

        return await import.Finish(request.DryRun, cancel);
    }

    private void Take(CsvRow row, Guid facilityId, Equipment? equipment)
    {
        var zone = equipment?.ZoneId;
        if (row.TextOrNull("zone", "") is not "" and var code)
            zone = code is null ? null : ZoneOf(row, facilityId, code);
        var fields = EquipmentCsv.FieldsOf(row, facilityId, equipment, zone);
        row.Wrong(RequestValidation.Validate(fields));
        if (fields.ClassCode != equipment?.ClassCode && !_classes.Contains(fields.ClassCode))
            row.Wrong("classCode", "validation.failed", "There is no such class of equipment in use.");
        if (equipment?.RetiredAt is not null)
            row.Wrong(CommonProblems.Retired("equipment"));
        if (!row.IsGood)
            return;
        if (equipment is not null)
        {
            fields.ApplyTo(equipment);
            import.Seen(equipment, row.Line);
            return;
        }

        equipment = new Equipment { FacilityId = facilityId, AssetNumber = fields.AssetNumber, ClassCode = "", NameEn = "", NameJa = "" };
        fields.ApplyTo(equipment);
        db.Add(equipment);
        import.Created(equipment, row.Line);
    }

    private Guid? ZoneOf(CsvRow row, Guid facilityId, string code)
    {
        if (_zones.TryGetValue((facilityId, code), out var id))
            return id;
        row.Wrong("zone", "validation.failed", "There is no such zone in use at this facility.");
        return null;
    }

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost("/imports/equipment", (HttpCsv http, CancellationToken cancel, bool dryRun = false) =>
            http.Import(file => new Request(file, dryRun), cancel))
        .For<ImportEquipment>("Imports equipment from CSV",
            "The body is the file, text/csv in UTF-8. With dryRun=true nothing is changed and the report lists every error. Refusals: import.rows-wrong (422) with the report.");
}
