using System.Linq.Expressions;

namespace IncubatorHub.Registry.Facilities;

/// <summary>A unit as the API and the console show it.</summary>
public sealed record UnitView(
    Guid Id, Guid Version, Guid FacilityId, string Code, string NameEn, string NameJa, Guid? ZoneId, RoomType RoomType, double AreaSquareMetres,
    bool IsLettable, DateTimeOffset? RetiredAt) : IVersioned
{
    /// <summary>The view of a row, as a query.</summary>
    public static Expression<Func<Unit, UnitView>> Of { get; } = row => new UnitView(
        row.Id, row.Version, row.FacilityId, row.Code, row.NameEn, row.NameJa, row.ZoneId, row.RoomType, row.AreaSquareMetres,
        row.IsLettable, row.RetiredAt);

    private static readonly Func<Unit, UnitView> Compiled = Of.Compile();

    /// <summary>The view of a row in memory.</summary>
    public static UnitView From(Unit row) => Compiled(row);
}
