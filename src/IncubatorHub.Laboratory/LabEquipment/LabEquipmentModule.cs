using System.Globalization;
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
        .AddSingleton<DocumentFiles>()
        .AddSingleton(new ConstraintProblem("EquipmentClasses", [nameof(EquipmentClass.Code)], EquipmentProblems.ClassCodeTaken))
        // Equipment refers to the code, so it is a key as well; PostgreSQL may report either.
        .AddSingleton(ConstraintProblem.ByName("AK_EquipmentClasses_Code", EquipmentProblems.ClassCodeTaken))
        .AddSingleton(new ConstraintProblem("Equipment", [nameof(Equipment.FacilityId), nameof(Equipment.AssetNumber)], EquipmentProblems.AssetNumberTaken))
        .AddSingleton(new ConstraintProblem("Equipment", [nameof(Equipment.LinkedDeviceId)], EquipmentProblems.DeviceTaken))
        .AddSingleton(new ConstraintProblem("Utilities", [nameof(Utility.FacilityId), nameof(Utility.Code)], UtilityProblems.CodeTaken));

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
        ListTroubles.Map(equipment);
        ReadNeeds.Map(equipment);
        SetNeeds.Map(equipment);
        DrawLabel.Map(equipment);

        MapUtilities(api.MapGroup("").WithTags("Utilities"));
        MapOutages(api.MapGroup("").WithTags("Outages"));
        MapQualifications(api.MapGroup("").WithTags("Qualifications"));
        MapWorkOrders(api.MapGroup("").WithTags("Work orders"));
        MapDocuments(api.MapGroup("").WithTags("Equipment documents"));
    }

    private static void MapUtilities(RouteGroupBuilder utilities)
    {
        ListUtilities.Map(utilities);
        ReadUtility.Map(utilities);
        CreateUtility.Map(utilities);
        EditUtility.Map(utilities);
        RetireUtility.Map(utilities);
    }

    private static void MapOutages(RouteGroupBuilder outages)
    {
        ListOutages.Map(outages);
        ReadOutage.Map(outages);
        CreateOutage.Map(outages);
        PlanOutages.Map(outages);
        EditOutage.Map(outages);
        EndOutage.Map(outages);
        CancelOutage.Map(outages);
    }

    private static void MapQualifications(RouteGroupBuilder qualifications)
    {
        ListQualifications.Map(qualifications);
        ReadQualification.Map(qualifications);
        GrantQualification.Map(qualifications);
        RenewQualification.Map(qualifications);
        RevokeQualification.Map(qualifications);
    }

    private static void MapWorkOrders(RouteGroupBuilder orders)
    {
        ListWorkOrders.Map(orders);
        ReadWorkOrder.Map(orders);
        OpenWorkOrder.Map(orders);
        EditWorkOrder.Map(orders);
        BeginWorkOrder.Map(orders);
        CloseWorkOrder.Map(orders);
    }

    private static void MapDocuments(RouteGroupBuilder documents)
    {
        ListDocuments.Map(documents);
        ReadDocument.Map(documents);
        UploadDocument.Map(documents);
        DownloadDocument.Map(documents);
        ShowPhoto.Map(documents);
        RetireDocument.Map(documents);
    }
}

internal sealed class EquipmentClassRows : IReferenceRows
{
    public async Task AddMissing(HubDbContext db, CancellationToken cancel)
    {
        var present = await db.EquipmentClasses.Select(one => one.Code).ToHashSetAsync(cancel);
        var missing = ReferenceRows.Read(typeof(EquipmentClassRows).Assembly, "equipment-classes.csv").Where(of => !present.Contains(of("code")));
        foreach (var of in missing)
            db.Add(Row(of));
    }

    // A class that is there already stays as it is, even where a later edition of the file says more: an officer may have wanted it so.
    private static EquipmentClass Row(Func<string, string> of)
    {
        double? Number(string column) => of(column) is { Length: > 0 } text ? double.Parse(text, CultureInfo.InvariantCulture) : null;
        bool Flag(string word) => of("flags").Split(' ').Contains(word, StringComparer.Ordinal);
        return new EquipmentClass
        {
            Code = of("code"),
            NameEn = of("name_en"),
            NameJa = of("name_ja"),
            UseMode = Enum.Parse<UseMode>(of("use_mode")),
            UseMetric = of("use_metric"),
            OnAbove = Number("on_above"),
            OffBelow = Number("off_below"),
            MinOnSeconds = (int)(Number("min_on_s") ?? 60),
            MinOffSeconds = (int)(Number("min_off_s") ?? 300),
            NeverCut = Flag("never-cut"),
            IsUnattended = Flag("unattended"),
            NeedsQualification = Flag("qualified"),
            NeedsBuddyOutOfHours = Flag("buddy"),
            QualificationMonths = (int?)Number("qualification_months"),
            DisuseMonths = (int?)Number("disuse_months"),
        };
    }
}

internal sealed class EquipmentUsesZone(HubDbContext db) : IUsesPlaces
{
    public string What => "equipment";

    public Task<bool> Uses(Guid zoneOrUnitId, CancellationToken cancel) =>
        db.Equipment.AnyAsync(
            equipment => (equipment.ZoneId == zoneOrUnitId || equipment.CompanionZoneId == zoneOrUnitId) && equipment.RetiredAt == null, cancel);
}
