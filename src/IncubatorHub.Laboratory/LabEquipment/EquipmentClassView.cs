using System.Linq.Expressions;

namespace IncubatorHub.Laboratory.LabEquipment;

/// <summary>A class of equipment as the API and the console show it.</summary>
public sealed record EquipmentClassView(
    Guid Id, Guid Version, string Code, string NameEn, string NameJa, UseMode UseMode, string UseMetric, double? OnAbove, double? OffBelow,
    int MinOnSeconds, int MinOffSeconds, AutomationMode Automation, bool NeverCut, bool IsUnattended, bool NeedsQualification,
    int? QualificationMonths, int? DisuseMonths, bool NeedsBuddyOutOfHours, DateTimeOffset? RetiredAt) : IVersioned
{
    /// <summary>The view of a row, as a query.</summary>
    public static Expression<Func<EquipmentClass, EquipmentClassView>> Of { get; } = row => new EquipmentClassView(
        row.Id, row.Version, row.Code, row.NameEn, row.NameJa, row.UseMode, row.UseMetric, row.OnAbove, row.OffBelow,
        row.MinOnSeconds, row.MinOffSeconds, row.Automation, row.NeverCut, row.IsUnattended, row.NeedsQualification,
        row.QualificationMonths, row.DisuseMonths, row.NeedsBuddyOutOfHours, row.RetiredAt);

    private static readonly Func<EquipmentClass, EquipmentClassView> Compiled = Of.Compile();

    /// <summary>The view of a row in memory.</summary>
    public static EquipmentClassView From(EquipmentClass row) => Compiled(row);
}
