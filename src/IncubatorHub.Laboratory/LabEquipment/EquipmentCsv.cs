namespace IncubatorHub.Laboratory.LabEquipment;

/// <summary>The columns of equipment in CSV files. The linked device is not among them: it is chosen where devices are seen.</summary>
internal static class EquipmentCsv
{
    public static readonly CsvColumn[] Columns =
    [
        new("facility", Required: true), new("assetNumber", Required: true), new("classCode", Required: true), new("nameEn", Required: true),
        new("nameJa", Required: true), new("maker"), new("model"), new("serial"), new("zone"), new("state"), new("stateNote"), new("purchasedOn"),
        new("isBookable"), new("parallelSlots"), new("warmUpMinutes"), new("coolDownMinutes"), new("companionZone"), new("companionEquipment"),
        new("onAbove"), new("offBelow"),
    ];

    /// <summary>What the row says, over what there is. The same record as the API's, so the same validation.</summary>
    public static CreateEquipment.Request FieldsOf(CsvRow row, Guid facilityId, Equipment? present, Guid? zoneId, Guid? companionZoneId) => new()
    {
        FacilityId = facilityId,
        AssetNumber = row.Text("assetNumber"),
        ClassCode = row.Text("classCode"),
        NameEn = row.Text("nameEn"),
        NameJa = row.Text("nameJa"),
        Maker = row.Text("maker", present?.Maker ?? ""),
        Model = row.Text("model", present?.Model ?? ""),
        Serial = row.Text("serial", present?.Serial ?? ""),
        ZoneId = zoneId,
        LinkedDeviceId = present?.LinkedDeviceId,
        State = row.TextOrNull("state", "") is "" or null ? present?.State ?? EquipmentState.InUse : row.Choice("state", EquipmentState.InUse),
        StateNote = row.Text("stateNote", present?.StateNote ?? ""),
        PurchasedOn = row.Date("purchasedOn", present?.PurchasedOn),
        IsBookable = row.YesOrNo("isBookable", present?.IsBookable ?? false),
        ParallelSlots = row.Whole("parallelSlots", present?.ParallelSlots ?? 1),
        WarmUpMinutes = row.Whole("warmUpMinutes", present?.WarmUpMinutes ?? 0),
        CoolDownMinutes = row.Whole("coolDownMinutes", present?.CoolDownMinutes ?? 0),
        CompanionZoneId = companionZoneId,
        // It may be named by a later row of the file, so it is set once all are read.
        CompanionEquipmentId = present?.CompanionEquipmentId,
        OnAbove = row.NumberOrNull("onAbove", present?.OnAbove),
        OffBelow = row.NumberOrNull("offBelow", present?.OffBelow),
    };
}
