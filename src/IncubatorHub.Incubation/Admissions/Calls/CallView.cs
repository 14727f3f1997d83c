using System.Linq.Expressions;
using IncubatorHub.Registry.Facilities;

namespace IncubatorHub.Incubation.Admissions.Calls;

/// <summary>A call as the API and the console show it.</summary>
public sealed record CallView(
    Guid Id, Guid Version, Guid FacilityId, string Code, string TitleEn, string TitleJa, string SummaryEn, string SummaryJa, DateTimeOffset OpensAt, DateTimeOffset ClosesAt,
    int Places, IReadOnlyList<RoomType> RoomTypes, bool IsBlind, int ReviewsWanted, DateTimeOffset? PublishedAt, DateTimeOffset? RetiredAt) : IVersioned
{
    /// <summary>The view of a row, as a query.</summary>
    public static Expression<Func<AdmissionCall, CallView>> Of { get; } = row => new CallView(
        row.Id, row.Version, row.FacilityId, row.Code, row.TitleEn, row.TitleJa, row.SummaryEn, row.SummaryJa, row.OpensAt, row.ClosesAt,
        row.Places, row.RoomTypes, row.IsBlind, row.ReviewsWanted, row.PublishedAt, row.RetiredAt);

    private static readonly Func<AdmissionCall, CallView> Compiled = Of.Compile();

    /// <summary>The view of a row in memory.</summary>
    public static CallView From(AdmissionCall row) => Compiled(row);

    /// <summary>Whether it takes applications now.</summary>
    public bool IsOpen(DateTimeOffset now) => PublishedAt is not null && RetiredAt is null && OpensAt <= now && now < ClosesAt;
}
