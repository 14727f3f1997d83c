using System.ComponentModel.DataAnnotations;
using IncubatorHub.Incubation.Progress.Reports;
using IncubatorHub.Registry.Facilities;
using IncubatorHub.Registry.Tenancies;

namespace IncubatorHub.Incubation.Progress.Graduation;

/// <summary>A criterion as the API and the console show it.</summary>
public sealed record CriterionView(
    Guid Id, Guid Version, Guid FacilityId, RoomType? RoomType, FirmType? FirmType, string TextEn, string TextJa, Figure? Figure, long? AtLeast, Figure? OrFigure, long? OrAtLeast,
    DateTimeOffset? RetiredAt) : IVersioned
{
    internal static CriterionView From(GraduationCriterion one) => new(
        one.Id, one.Version, one.FacilityId, one.RoomType, one.FirmType, one.TextEn, one.TextJa, one.Figure, one.AtLeast, one.OrFigure, one.OrAtLeast, one.RetiredAt);
}

/// <summary>Lists the criteria of graduation of the caller's facilities.</summary>
[UseCase(Right.ReadProgress)]
internal sealed class ListCriteria(HubDbContext db) : IUseCase<ListCriteria.Request, Page<CriterionView>>
{
    /// <param name="FacilityId">Only of this facility.</param>
    /// <param name="Retired">true: only those that are used no more; false (default): only the others.</param>
    public sealed record Request(
        Guid? FacilityId = null, bool Retired = false, string? Sort = null, int? Limit = null, string? Cursor = null, int? Offset = null) : IRequest<Page<CriterionView>>, IPaged;

    private static readonly SortKeys<GraduationCriterion> Keys = new SortKeys<GraduationCriterion>(one => one.Id).By("createdAt", one => one.CreatedAt);

    public async Task<Outcome<Page<CriterionView>>> Handle(Request request, CancellationToken cancel)
    {
        var rows = db.GraduationCriteria.Where(one => (one.RetiredAt != null) == request.Retired);
        if (request.FacilityId is { } facility)
            rows = rows.Where(one => one.FacilityId == facility);
        var page = await rows.ToPage(request, Keys, one => one, cancel);
        return page.IsAnswer ? new Page<CriterionView>([.. page.Answer.Items.Select(CriterionView.From)], page.Answer.NextCursor, page.Answer.Total) : page.Problem;
    }

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/graduation-criteria", ([AsParameters] Request request, HttpUseCases http, CancellationToken cancel) => http.Answer(request, cancel))
        .For<ListCriteria>("Lists criteria of graduation");
}

/// <summary>Adds a criterion of graduation to a facility.</summary>
[UseCase(Right.ManageProgress, Writes = true)]
internal sealed class AddCriterion(HubDbContext db, CallerContext context) : IUseCase<AddCriterion.Request, CriterionView>
{
    public sealed record Request : IRequest<CriterionView>, IValidatableObject
    {
        public required Guid FacilityId { get; init; }

        [EnumDataType(typeof(RoomType))]
        public RoomType? RoomType { get; init; }

        [EnumDataType(typeof(FirmType))]
        public FirmType? FirmType { get; init; }

        [Required, StringLength(300, MinimumLength = 1)]
        public required string TextEn { get; init; }

        [Required, StringLength(300, MinimumLength = 1)]
        public required string TextJa { get; init; }

        [EnumDataType(typeof(Figure))]
        public Figure? Figure { get; init; }

        /// <summary>Exactly when there is a figure.</summary>
        [Range(1, FigureAnswer.MaxValue)]
        public long? AtLeast { get; init; }

        /// <summary>Another figure that does as well; only with the first.</summary>
        [EnumDataType(typeof(Figure))]
        public Figure? OrFigure { get; init; }

        [Range(1, FigureAnswer.MaxValue)]
        public long? OrAtLeast { get; init; }

        public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
        {
            if (Figure is null != AtLeast is null)
                yield return new ValidationResult("Exactly when there is a figure.", [nameof(AtLeast)]);
            if (OrFigure is null != OrAtLeast is null || (OrFigure is not null && (Figure is null || Figure == OrFigure)))
                yield return new ValidationResult("Another figure with its number, and only beside the first.", [nameof(OrFigure)]);
        }
    }

    public async Task<Outcome<CriterionView>> Handle(Request request, CancellationToken cancel)
    {
        if (await db.RefuseAt(context.Caller, Right.ManageProgress, request.FacilityId, cancel) is { } refused)
            return refused;
        await db.TakeTurn("graduation criteria", request.FacilityId, cancel);
        if (await db.GraduationCriteria.CountAsync(one => one.FacilityId == request.FacilityId && one.RetiredAt == null, cancel) >= GraduationCriterion.MaxPerFacility)
            return ProgressProblems.TooManyCriteria;
        var criterion = new GraduationCriterion
        {
            FacilityId = request.FacilityId, RoomType = request.RoomType, FirmType = request.FirmType, TextEn = request.TextEn.Trim(), TextJa = request.TextJa.Trim(),
            Figure = request.Figure, AtLeast = request.AtLeast, OrFigure = request.OrFigure, OrAtLeast = request.OrAtLeast,
        };
        db.Add(criterion);
        await db.SaveChangesAsync(cancel);
        return CriterionView.From(criterion);
    }

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost("/graduation-criteria", (Request request, HttpUseCases http, CancellationToken cancel) => http.Create(request, made => $"/api/v1/graduation-criteria/{made.Id}", cancel))
        .For<AddCriterion>("Adds a criterion of graduation", "Refusals: graduation.too-many-criteria, retired (409).");
}

/// <summary>Ends the use of a criterion.</summary>
[UseCase(Right.ManageProgress, Writes = true)]
internal sealed class RetireCriterion(HubDbContext db, CallerContext context, TimeProvider time) : IUseCase<RetireCriterion.Request, Done>
{
    public sealed record Request(Guid Id, Guid? SeenVersion) : IRequest<Done>, IEdit;

    public async Task<Outcome<Done>> Handle(Request request, CancellationToken cancel)
    {
        if (await db.GraduationCriteria.SingleOrDefaultAsync(one => one.Id == request.Id, cancel) is not { } criterion)
            return CommonProblems.NotFound("graduation criterion", request.Id);
        if (!context.Caller.MayAtFacility(Right.ManageProgress, criterion.FacilityId))
            return CommonProblems.Forbidden(Right.ManageProgress);
        if (criterion.RefuseUnlessSeen(request.SeenVersion) is { } stale)
            return stale;
        criterion.Retire(time.GetUtcNow());
        return Done.It;
    }

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost("/graduation-criteria/{id:guid}/retire", (Guid id, IfMatch ifMatch, HttpUseCases http, CancellationToken cancel) => http.Do(new Request(id, ifMatch.Version), cancel))
        .For<RetireCriterion>("Retires a criterion of graduation");
}
