using System.ComponentModel.DataAnnotations;
using IncubatorHub.Incubation.Admissions.Rules;
using IncubatorHub.Registry.Facilities;

namespace IncubatorHub.Incubation.Admissions.Decisions;

/// <summary>A template as the API and the console show it.</summary>
/// <param name="Version">All zeros while the facility has none of its own.</param>
/// <param name="IsOwn">false: the hub's, which the facility may replace.</param>
public sealed record LetterTemplateView(Guid FacilityId, LetterKind Kind, Guid Version, bool IsOwn, string SubjectEn, string SubjectJa, string BodyEn, string BodyJa) : IVersioned
{
    internal static LetterTemplateView Of(Guid facilityId, LetterKind kind, LetterTemplate? own) => own is null
        ? new LetterTemplateView(
            facilityId, kind, Guid.Empty, IsOwn: false, AdmissionMailTexts.Raw($"Letter.{kind}Subject", "en"), AdmissionMailTexts.Raw($"Letter.{kind}Subject", "ja"),
            AdmissionMailTexts.Raw($"Letter.{kind}Body", "en"), AdmissionMailTexts.Raw($"Letter.{kind}Body", "ja"))
        : new LetterTemplateView(facilityId, kind, own.Version, IsOwn: true, own.SubjectEn, own.SubjectJa, own.BodyEn, own.BodyJa);
}

/// <summary>Lists the letters of a facility, one of each kind.</summary>
[UseCase(Right.ReadAdmissions)]
internal sealed class ListLetterTemplates(HubDbContext db, CallerContext context) : IUseCase<ListLetterTemplates.Request, IReadOnlyList<LetterTemplateView>>
{
    public sealed record Request(Guid FacilityId) : IRequest<IReadOnlyList<LetterTemplateView>>;

    public async Task<Outcome<IReadOnlyList<LetterTemplateView>>> Handle(Request request, CancellationToken cancel)
    {
        if (await db.RefuseAt(context.Caller, Right.ReadAdmissions, request.FacilityId, cancel) is { Status: not 409 } refused)
            return refused;
        var own = await db.Set<LetterTemplate>().Where(one => one.FacilityId == request.FacilityId).ToListAsync(cancel);
        return Enum.GetValues<LetterKind>().Select(kind => LetterTemplateView.Of(request.FacilityId, kind, own.Find(one => one.Kind == kind))).ToList();
    }

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/facilities/{id:guid}/letters", (Guid id, HttpUseCases http, CancellationToken cancel) => http.Answer(new Request(id), cancel))
        .For<ListLetterTemplates>("Lists a facility's letters to applicants");
}

/// <summary>Says how a facility writes to applicants.</summary>
[UseCase(Right.ManageAdmissions, Writes = true)]
internal sealed class SetLetterTemplate(HubDbContext db, CallerContext context) : IUseCase<SetLetterTemplate.Request, LetterTemplateView>
{
    public sealed record Texts : IValidatableObject
    {
        public required LetterKind Kind { get; init; }

        [Required, StringLength(150, MinimumLength = 1)]
        public required string SubjectEn { get; init; }

        [Required, StringLength(150, MinimumLength = 1)]
        public required string SubjectJa { get; init; }

        /// <summary>May hold {company}, {contact}, {call}, {facility}, {reference} and {message}.</summary>
        [Required, StringLength(2_000, MinimumLength = 1)]
        public required string BodyEn { get; init; }

        /// <summary>The same.</summary>
        [Required, StringLength(2_000, MinimumLength = 1)]
        public required string BodyJa { get; init; }

        public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
        {
            foreach (var (field, text) in new[] { (nameof(SubjectEn), SubjectEn), (nameof(SubjectJa), SubjectJa), (nameof(BodyEn), BodyEn), (nameof(BodyJa), BodyJa) })
            {
                if (LetterFill.FirstUnknown(text) is { } unknown)
                    yield return new ValidationResult($"There is no {{{unknown}}}; there are {string.Join(", ", LetterFill.Names.Select(name => $"{{{name}}}"))}.", [field]);
            }
        }
    }

    /// <param name="SeenVersion">Of the facility's own; any while it has none.</param>
    public sealed record Request(Guid FacilityId, Guid? SeenVersion, Texts Fields) : IRequest<LetterTemplateView>, IEdit;

    public async Task<Outcome<LetterTemplateView>> Handle(Request request, CancellationToken cancel)
    {
        if (await db.RefuseAt(context.Caller, Right.ManageAdmissions, request.FacilityId, cancel) is { } refused)
            return refused;
        await db.TakeTurn("letters", request.FacilityId, cancel);
        var own = await db.Set<LetterTemplate>().SingleOrDefaultAsync(one => one.FacilityId == request.FacilityId && one.Kind == request.Fields.Kind, cancel);
        if (own is null)
            db.Add(own = new LetterTemplate { FacilityId = request.FacilityId, Kind = request.Fields.Kind });
        else if (own.RefuseUnlessSeen(request.SeenVersion) is { } stale)
            return stale;
        (own.SubjectEn, own.SubjectJa, own.BodyEn, own.BodyJa) = (request.Fields.SubjectEn, request.Fields.SubjectJa, request.Fields.BodyEn, request.Fields.BodyJa);
        await db.SaveChangesAsync(cancel);
        return LetterTemplateView.Of(request.FacilityId, own.Kind, own);
    }

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPut("/facilities/{id:guid}/letters", (Guid id, Texts texts, IfMatch ifMatch, HttpUseCases http, CancellationToken cancel) =>
            http.Answer(new Request(id, ifMatch.Version, texts), cancel))
        .For<SetLetterTemplate>("Says how a facility writes to applicants");
}
