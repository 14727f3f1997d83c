using System.Linq.Expressions;

namespace IncubatorHub.Laboratory.LabEquipment;

/// <summary>Equipment as the API and the console show it.</summary>
public sealed record EquipmentView(
    Guid Id, Guid Version, Guid FacilityId, string AssetNumber, string ClassCode, string NameEn, string NameJa, string Maker, string Model,
    string Serial, Guid? ZoneId, Guid? LinkedDeviceId, EquipmentState State, string StateNote, DateOnly? PurchasedOn, bool IsBookable,
    int ParallelSlots, int WarmUpMinutes, int CoolDownMinutes, Guid? CompanionZoneId, Guid? CompanionEquipmentId, double? OnAbove,
    double? OffBelow, DateTimeOffset? RetiredAt) : IVersioned
{
    /// <summary>The view of a row, as a query.</summary>
    public static Expression<Func<Equipment, EquipmentView>> Of { get; } = row => new EquipmentView(
        row.Id, row.Version, row.FacilityId, row.AssetNumber, row.ClassCode, row.NameEn, row.NameJa, row.Maker, row.Model,
        row.Serial, row.ZoneId, row.LinkedDeviceId, row.State, row.StateNote, row.PurchasedOn, row.IsBookable,
        row.ParallelSlots, row.WarmUpMinutes, row.CoolDownMinutes, row.CompanionZoneId, row.CompanionEquipmentId, row.OnAbove,
        row.OffBelow, row.RetiredAt);

    private static readonly Func<Equipment, EquipmentView> Compiled = Of.Compile();

    /// <summary>The view of a row in memory.</summary>
    public static EquipmentView From(Equipment row) => Compiled(row);
}
