using System.Linq.Expressions;
using IncubatorHub.Incubation.Admissions.Rules;
using IncubatorHub.Registry.Facilities;
using IncubatorHub.Registry.Tenancies;

namespace IncubatorHub.Incubation.Admissions;

/// <summary>An application as lists show it: who wants what, and where it stands. Neither answers nor scores.</summary>
public sealed record ApplicationView(
    Guid Id, Guid Version, Guid FacilityId, Guid CallId, string Reference, ApplicationState State, string CompanyNameEn, string CompanyNameJa, string? CorporateNumber,
    FirmType FirmType, RoomType? RoomType, string ContactName, string Email, string Language, Guid? CompanyId, DateTimeOffset CreatedAt, DateTimeOffset? SubmittedAt,
    DateTimeOffset? DecidedAt, Guid? TenancyId) : IVersioned
{
    /// <summary>How many reviews there are; null for those who do not run the facility.</summary>
    public ReviewCount? Reviews { get; init; }

    /// <summary>The view of a row, as a query.</summary>
    public static Expression<Func<Application, ApplicationView>> Of { get; } = row => new ApplicationView(
        row.Id, row.Version, row.FacilityId, row.CallId, row.Reference, row.State, row.CompanyNameEn, row.CompanyNameJa, row.CorporateNumber,
        row.FirmType, row.RoomType, row.ContactName, row.Email, row.Language, row.CompanyId, row.CreatedAt, row.SubmittedAt,
        row.DecidedAt, row.TenancyId);

    private static readonly Func<Application, ApplicationView> Compiled = Of.Compile();

    /// <summary>The view of a row in memory.</summary>
    public static ApplicationView From(Application row) => Compiled(row);
}

/// <summary>How many reviews an application has, without what they say.</summary>
/// <param name="Missing">Assigned and not given, and those that nobody is assigned to of those wanted.</param>
/// <param name="Conflicts">Reviewers who have an interest in it.</param>
public sealed record ReviewCount(int Given, int Missing, int Conflicts);

/// <summary>An application with all that its reader may see of it.</summary>
/// <param name="Form">The version that it answers; null where the reader does not see the text.</param>
/// <param name="Answers">As submitted, by question; null where the reader does not see the text, or nothing was submitted.</param>
/// <param name="Files">As submitted.</param>
/// <param name="Steps">For those who run the facility.</param>
/// <param name="OwnReviewId">The reader's own review; null: none.</param>
/// <param name="SeesScores">Whether the reader sees what reviewers gave.</param>
public sealed record ApplicationDetail(
    ApplicationView Application, string CallTitleEn, string CallTitleJa, FormContent? Form, IReadOnlyDictionary<string, IReadOnlyList<string>>? Answers,
    IReadOnlyList<FileView> Files, IReadOnlyList<StepView> Steps, IReadOnlyList<LetterView> Letters, Guid? OwnReviewId, bool SeesScores) : IVersioned
{
    Guid IVersioned.Version => Application.Version;
}

/// <summary>An attachment. Its bytes are at <c>/api/v1/applications/{application}/files/{id}/content</c>.</summary>
public sealed record FileView(Guid Id, string QuestionKey, string FileName, string ContentType, long Bytes)
{
    internal static FileView From(ApplicationFile row) => new(row.Id, row.QuestionKey, row.FileName, row.ContentType, row.Bytes);
}

/// <summary>A step of the history.</summary>
/// <param name="By">The name; null: the applicant, or the hub itself.</param>
public sealed record StepView(DateTimeOffset At, string? By, ApplicationState? From, ApplicationState To, string Reason);

/// <summary>A letter as it was sent.</summary>
public sealed record LetterView(LetterKind Kind, DateTimeOffset At, string Subject, string Body);
