using System.Linq.Expressions;

namespace IncubatorHub.Incubation.Mentors;

/// <summary>A topic as the API and the console show it.</summary>
public sealed record MentoringTopicView(Guid Id, Guid Version, string Code, string NameEn, string NameJa, DateTimeOffset? RetiredAt) : IVersioned
{
    /// <summary>The view of a row, as a query.</summary>
    public static Expression<Func<MentoringTopic, MentoringTopicView>> Of { get; } = row => new MentoringTopicView(
        row.Id, row.Version, row.Code, row.NameEn, row.NameJa, row.RetiredAt);

    private static readonly Func<MentoringTopic, MentoringTopicView> Compiled = Of.Compile();

    /// <summary>The view of a row in memory.</summary>
    public static MentoringTopicView From(MentoringTopic row) => Compiled(row);
}
