using System.Linq.Expressions;

namespace IncubatorHub.Registry.Facilities;

/// <summary>A facility as the API and the console show it.</summary>
public sealed record FacilityView(
    Guid Id, Guid Version, string Code, string NameEn, string NameJa, string PrefectureCode, string? ProjectCode, string Address,
    double Latitude, double Longitude, string TimeZone, string Operator, string HostCampus, string CalendarCode, bool IsDemo,
    DateTimeOffset? RetiredAt) : IVersioned
{
    /// <summary>The view of a row, as a query.</summary>
    public static Expression<Func<Facility, FacilityView>> Of { get; } = row => new FacilityView(
        row.Id, row.Version, row.Code, row.NameEn, row.NameJa, row.PrefectureCode, row.ProjectCode, row.Address, row.Latitude, row.Longitude,
        row.TimeZone, row.Operator, row.HostCampus, row.CalendarCode, row.IsDemo, row.RetiredAt);

    private static readonly Func<Facility, FacilityView> Compiled = Of.Compile();

    /// <summary>The view of a row in memory.</summary>
    public static FacilityView From(Facility row) => Compiled(row);
}
