using IncubatorHub.Registry.Facilities;

namespace IncubatorHub.Laboratory.LabEquipment;

/// <summary>Writes the equipment of the caller's houses that is not retired as a CSV file that the import takes.</summary>
[UseCase(Right.ReadEquipment)]
internal sealed class ExportEquipment(HubDbContext db) : IUseCase<ExportEquipment.Request, Done>
{
    public sealed record Request(CsvTarget Target) : IRequest<Done>;

    public async Task<Outcome<Done>> Handle(Request request, CancellationToken cancel)
    {
        var zones = db.Zones;
        var others = db.Equipment;
        var rows =
            from equipment in db.Equipment
            where equipment.RetiredAt == null
            join facility in db.Facilities on equipment.FacilityId equals facility.Id
            where facility.RetiredAt == null
            orderby facility.Code, equipment.AssetNumber
            select new
            {
                Facility = facility.Code,
                Equipment = equipment,
                CompanionZone = zones.Where(zone => zone.Id == equipment.CompanionZoneId).Select(zone => zone.Code).FirstOrDefault(),
                Companion = others.Where(other => other.Id == equipment.CompanionEquipmentId).Select(other => other.AssetNumber).FirstOrDefault(),
                Zone = zones.Where(zone => zone.Id == equipment.ZoneId).Select(zone => zone.Code).FirstOrDefault(),
            };
        await CsvExport.Write(request.Target, EquipmentCsv.Columns, rows.AsAsyncEnumerable().Select(row => new object?[]
        {
            row.Facility, row.Equipment.AssetNumber, row.Equipment.ClassCode, row.Equipment.NameEn, row.Equipment.NameJa, row.Equipment.Maker,
            row.Equipment.Model, row.Equipment.Serial, row.Zone, row.Equipment.State, row.Equipment.StateNote, row.Equipment.PurchasedOn,
            row.Equipment.IsBookable, row.Equipment.ParallelSlots, row.Equipment.WarmUpMinutes, row.Equipment.CoolDownMinutes, row.CompanionZone,
            row.Companion, row.Equipment.OnAbove, row.Equipment.OffBelow,
        }), cancel);
        return Done.It;
    }

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/exports/equipment", (HttpCsv http, CancellationToken cancel) =>
            http.Export(target => new Request(target), "equipment.csv", cancel))
        .For<ExportEquipment>("Exports equipment as CSV");
}
