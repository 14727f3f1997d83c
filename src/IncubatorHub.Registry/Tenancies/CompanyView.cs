using System.Linq.Expressions;

namespace IncubatorHub.Registry.Tenancies;

/// <summary>A company as the API and the console show it.</summary>
public sealed record CompanyView(
    Guid Id, Guid Version, string Code, string NameEn, string NameJa, string? CorporateNumber, FirmType FirmType, Guid? HomeFacilityId,
    string Website, bool IsDemo, DateTimeOffset? RetiredAt) : IVersioned
{
    /// <summary>The view of a row, as a query.</summary>
    public static Expression<Func<Company, CompanyView>> Of { get; } = row => new CompanyView(
        row.Id, row.Version, row.Code, row.NameEn, row.NameJa, row.CorporateNumber, row.FirmType, row.HomeFacilityId,
        row.Website, row.IsDemo, row.RetiredAt);

    private static readonly Func<Company, CompanyView> Compiled = Of.Compile();

    /// <summary>The view of a row in memory.</summary>
    public static CompanyView From(Company row) => Compiled(row);
}
