using System.Linq.Expressions;

namespace IncubatorHub.Registry.Facilities;

/// <summary>A cluster project as the API and the console show it.</summary>
public sealed record ClusterProjectView(
    Guid Id, Guid Version, string Code, string NameEn, string NameJa, string BureauCode, string Fields, DateTimeOffset? RetiredAt) : IVersioned
{
    /// <summary>The view of a row, as a query.</summary>
    public static Expression<Func<ClusterProject, ClusterProjectView>> Of { get; } = row => new ClusterProjectView(
        row.Id, row.Version, row.Code, row.NameEn, row.NameJa, row.BureauCode, row.Fields, row.RetiredAt);

    private static readonly Func<ClusterProject, ClusterProjectView> Compiled = Of.Compile();

    /// <summary>The view of a row in memory.</summary>
    public static ClusterProjectView From(ClusterProject row) => Compiled(row);
}
