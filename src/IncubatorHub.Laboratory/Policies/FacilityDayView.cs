using System.Linq.Expressions;

namespace IncubatorHub.Laboratory.Policies;

/// <summary>A special day of a facility as the API and the console show it.</summary>
public sealed record FacilityDayView(
    Guid Id, Guid Version, Guid FacilityId, DateOnly Date, bool IsClosed, string NameEn, string NameJa, DateTimeOffset? RetiredAt) : IVersioned
{
    /// <summary>The view of a row, as a query.</summary>
    public static Expression<Func<FacilityDay, FacilityDayView>> Of { get; } = row => new FacilityDayView(
        row.Id, row.Version, row.FacilityId, row.Date, row.IsClosed, row.NameEn, row.NameJa, row.RetiredAt);

    private static readonly Func<FacilityDay, FacilityDayView> Compiled = Of.Compile();

    /// <summary>The view of a row in memory.</summary>
    public static FacilityDayView From(FacilityDay row) => Compiled(row);
}
