using IncubatorHub.Registry.Facilities;

namespace IncubatorHub.Laboratory.LabEquipment;

/// <summary>Creates and changes equipment from a CSV file, by facility and asset number: all of it or nothing.</summary>
[UseCase(Right.ImportRows, Writes = true)]
internal sealed class ImportEquipment(HubDbContext db, CallerContext context, CsvImport import) : IUseCase<ImportEquipment.Request, ImportReport>
{
    public sealed record Request(byte[] File, bool DryRun) : IRequest<ImportReport>;

    private Dictionary<(Guid, string), Guid> _zones = [];
    private HashSet<string> _classes = [];
    private readonly List<(CsvRow Row, Equipment Equipment)> _taken = [];

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

        foreach (var (_, equipment) in _taken)
            present[(equipment.FacilityId, equipment.AssetNumber)] = equipment;
        var companions = present.Values.Where(one => one.RetiredAt is null).Select(one => one.CompanionEquipmentId).OfType<Guid>().ToHashSet();
        foreach (var (row, equipment) in _taken)
            Join(row, equipment, present, companions);
        return await import.Finish(request.DryRun, cancel);
    }

    private void Take(CsvRow row, Guid facilityId, Equipment? equipment)
    {
        var fields = EquipmentCsv.FieldsOf(row, facilityId, equipment,
            ZoneOf(row, facilityId, "zone", equipment?.ZoneId), ZoneOf(row, facilityId, "companionZone", equipment?.CompanionZoneId));
        row.Wrong(RequestValidation.Validate(fields));
        if (fields.ClassCode != equipment?.ClassCode && !_classes.Contains(fields.ClassCode))
            row.Wrong("classCode", "validation.failed", "There is no such class of equipment in use.");
        if (equipment?.RetiredAt is not null)
            row.Wrong(CommonProblems.Retired("equipment"));
        if (!row.IsGood)
            return;
        if (equipment is null)
        {
            equipment = new Equipment { FacilityId = facilityId, AssetNumber = fields.AssetNumber, ClassCode = "", NameEn = "", NameJa = "" };
            db.Add(equipment);
        }

        fields.ApplyTo(equipment);
        _taken.Add((row, equipment));
    }

    // The second pass: now every row of the file has its equipment.
    private void Join(CsvRow row, Equipment equipment, Dictionary<(Guid, string), Equipment> all, HashSet<Guid> companions)
    {
        if (row.TextOrNull("companionEquipment", "") is not "" and var number)
        {
            var companion = number is null ? null : all.GetValueOrDefault((equipment.FacilityId, number));
            if (number is not null && companion is not { RetiredAt: null })
                row.Wrong("companionEquipment", "validation.failed", "There is no such equipment in use at this facility.");
            else if (companion is not null && (companion == equipment || companion.CompanionEquipmentId is not null || companions.Contains(equipment.Id)))
                row.Wrong("companionEquipment", EquipmentProblems.CompanionChain.Code, EquipmentProblems.CompanionChain.Title);
            else
                equipment.CompanionEquipmentId = companion?.Id;
            if (equipment.CompanionEquipmentId is { } joined)
                companions.Add(joined);
        }

        if (db.Entry(equipment).State is EntityState.Added)
            import.Created(equipment, row.Line);
        else
            import.Seen(equipment, row.Line);
    }

    // A column that is not there leaves what there is; an empty cell takes it away.
    private Guid? ZoneOf(CsvRow row, Guid facilityId, string column, Guid? present)
    {
        if (row.TextOrNull(column, "") is not { } code)
            return null;
        if (code.Length == 0)
            return present;
        if (_zones.TryGetValue((facilityId, code), out var id))
            return id;
        row.Wrong(column, "validation.failed", "There is no such zone in use at this facility.");
        return null;
    }

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost("/imports/equipment", (HttpCsv http, CancellationToken cancel, bool dryRun = false) =>
            http.Import(file => new Request(file, dryRun), cancel))
        .For<ImportEquipment>("Imports equipment from CSV",
            "The body is the file, text/csv in UTF-8. With dryRun=true nothing is changed and the report lists every error. Refusals: import.rows-wrong (422) with the report.");
}
