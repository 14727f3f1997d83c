using IncubatorHub.Registry.Facilities;

namespace IncubatorHub.Laboratory.LabEquipment;

/// <summary>Equipment of the facilities, by class.</summary>
public static class LabEquipmentModule
{
    /// <summary>Services of the module.</summary>
    public static IServiceCollection AddLabEquipment(this IServiceCollection services) => services
        .AddUseCases(typeof(LabEquipmentModule).Assembly, typeof(LabEquipmentModule).Namespace!)
        .AddScoped<IReferenceRows, EquipmentClassRows>()
        .AddScoped<IUsesPlaces, EquipmentUsesZone>()
        .AddSingleton(new ConstraintProblem("EquipmentClasses", [nameof(EquipmentClass.Code)], EquipmentProblems.ClassCodeTaken))
        // Equipment refers to the code, so it is a key as well; PostgreSQL may report either.
        .AddSingleton(ConstraintProblem.ByName("AK_EquipmentClasses_Code", EquipmentProblems.ClassCodeTaken))
        .AddSingleton(new ConstraintProblem("Equipment", [nameof(Equipment.FacilityId), nameof(Equipment.AssetNumber)], EquipmentProblems.AssetNumberTaken))
        .AddSingleton(new ConstraintProblem("Equipment", [nameof(Equipment.LinkedDeviceId)], EquipmentProblems.DeviceTaken));

    /// <summary>Endpoints of the module.</summary>
    public static void MapLabEquipment(this IEndpointRouteBuilder api)
    {
        var classes = api.MapGroup("").WithTags("Equipment classes");
        ListEquipmentClasses.Map(classes);
        ReadEquipmentClass.Map(classes);
        CreateEquipmentClass.Map(classes);
        EditEquipmentClass.Map(classes);
        RetireEquipmentClass.Map(classes);

        var equipment = api.MapGroup("").WithTags("Equipment");
        ListEquipment.Map(equipment);
        ReadEquipment.Map(equipment);
        CreateEquipment.Map(equipment);
        EditEquipment.Map(equipment);
        RetireEquipment.Map(equipment);
        ImportEquipment.Map(equipment);
        ExportEquipment.Map(equipment);
    }
}

internal sealed class EquipmentClassRows : IReferenceRows
{
    public async Task AddMissing(HubDbContext db, CancellationToken cancel)
    {
        var present = await db.EquipmentClasses.Select(one => one.Code).ToHashSetAsync(cancel);
        var missing = ReferenceRows.Read(typeof(EquipmentClassRows).Assembly, "equipment-classes.csv").Where(of => !present.Contains(of("code")));
        foreach (var of in missing)
            db.Add(new EquipmentClass { Code = of("code"), NameEn = of("name_en"), NameJa = of("name_ja") });
    }
}

internal sealed class EquipmentUsesZone(HubDbContext db) : IUsesPlaces
{
    public string What => "equipment";

    public Task<bool> Uses(Guid zoneOrUnitId, CancellationToken cancel) =>
        db.Equipment.AnyAsync(equipment => equipment.ZoneId == zoneOrUnitId && equipment.RetiredAt == null, cancel);
}
