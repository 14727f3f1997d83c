using System.Linq.Expressions;

namespace IncubatorHub.Registry.Facilities;

/// <summary>A zone as the API and the console show it.</summary>
public sealed record ZoneView(
    Guid Id, Guid Version, Guid FacilityId, string Code, string NameEn, string NameJa, Guid? ParentId, ZoneKind Kind, HazardClass Hazard,
    int? CapacityMax, int? CapacityMin, bool CountsStaff, DateTimeOffset? RetiredAt) : IVersioned
{
    /// <summary>The view of a row, as a query.</summary>
    public static Expression<Func<Zone, ZoneView>> Of { get; } = row => new ZoneView(
        row.Id, row.Version, row.FacilityId, row.Code, row.NameEn, row.NameJa, row.ParentId, row.Kind, row.Hazard,
        row.CapacityMax, row.CapacityMin, row.CountsStaff, row.RetiredAt);

    private static readonly Func<Zone, ZoneView> Compiled = Of.Compile();

    /// <summary>The view of a row in memory.</summary>
    public static ZoneView From(Zone row) => Compiled(row);
}
