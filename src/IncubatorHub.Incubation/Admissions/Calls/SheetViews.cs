using IncubatorHub.Incubation.Admissions.Rules;

namespace IncubatorHub.Incubation.Admissions.Calls;

/// <summary>A version of a form as the API and the console show it.</summary>
/// <param name="Number">From 1.</param>
/// <param name="PublishedAt">Null while it is edited.</param>
public sealed record CallFormView(Guid Id, Guid Version, Guid CallId, int Number, DateTimeOffset? PublishedAt, FormContent Content) : IVersioned
{
    internal static CallFormView From(CallForm sheet) => new(sheet.Id, sheet.Version, sheet.CallId, sheet.Number, sheet.PublishedAt, sheet.Content);
}

/// <summary>A version of a rubric as the API and the console show it.</summary>
/// <param name="Number">From 1.</param>
/// <param name="PublishedAt">Null while it is edited.</param>
public sealed record CallRubricView(Guid Id, Guid Version, Guid CallId, int Number, DateTimeOffset? PublishedAt, RubricContent Content) : IVersioned
{
    internal static CallRubricView From(CallRubric sheet) => new(sheet.Id, sheet.Version, sheet.CallId, sheet.Number, sheet.PublishedAt, sheet.Content);
}
