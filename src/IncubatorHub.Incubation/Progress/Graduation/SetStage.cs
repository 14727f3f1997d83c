using System.ComponentModel.DataAnnotations;

namespace IncubatorHub.Incubation.Progress.Graduation;

/// <summary>A stage that a company reached, as the API and the console show it.</summary>
public sealed record StageView(Guid Id, Guid CompanyId, Guid FacilityId, CompanyStage Stage, DateOnly Since, string Reason, string ByName, DateTimeOffset CreatedAt);

/// <summary>Says at which stage a company is now, and why; what was said before stays.</summary>
[UseCase(Right.ManageProgress, Writes = true)]
internal sealed class SetStage(HubDbContext db, CallerContext context, TimeProvider time) : IUseCase<SetStage.Request, StageView>
{
    public sealed record Request : IRequest<StageView>
    {
        public required Guid CompanyId { get; init; }

        public required Guid FacilityId { get; init; }

        [EnumDataType(typeof(CompanyStage))]
        public required CompanyStage Stage { get; init; }

        /// <summary>From this day on; today and earlier, not before the stage that counts now.</summary>
        public required DateOnly Since { get; init; }

        [Required, StringLength(1_000, MinimumLength = 1)]
        public required string Reason { get; init; }
    }

    public async Task<Outcome<StageView>> Handle(Request request, CancellationToken cancel)
    {
        var found = await db.CompanyAt(context.Caller, Right.ManageProgress, request.CompanyId, request.FacilityId, time.GetUtcNow(), cancel);
        if (!found.IsAnswer)
            return found.Problem;
        await db.TakeTurn("stages", request.CompanyId, cancel);
        var last = await db.StageChanges.AsNoTracking().Where(one => one.CompanyId == request.CompanyId && one.FacilityId == request.FacilityId)
            .OrderByDescending(one => one.Since).ThenByDescending(one => one.Id).FirstOrDefaultAsync(cancel);
        if (request.Since > found.Answer.Today || request.Since < last?.Since)
            return CommonProblems.Invalid("since", "Today or earlier, and not before the stage that counts now.");
        if (request.Stage == last?.Stage)
            return ProgressProblems.SameStage;
        var change = new StageChange
        {
            CompanyId = request.CompanyId, FacilityId = request.FacilityId, Stage = request.Stage, Since = request.Since, Reason = request.Reason.Trim(), ByName = context.Caller.Name,
        };
        db.Add(change);
        await db.SaveChangesAsync(cancel);
        return new StageView(change.Id, change.CompanyId, change.FacilityId, change.Stage, change.Since, change.Reason, change.ByName, change.CreatedAt);
    }

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost("/stages", (Request request, HttpUseCases http, CancellationToken cancel) => http.Create(request, made => $"/api/v1/stages?companyId={made.CompanyId}", cancel))
        .For<SetStage>("Says at which stage a company is", "Refusals: progress.not-there, stage.same (409).");
}

/// <summary>Lists stages of the caller's companies and facilities, the newest first.</summary>
[UseCase(Right.ReadProgress)]
internal sealed class ListStages(HubDbContext db) : IUseCase<ListStages.Request, Page<StageView>>
{
    /// <param name="FacilityId">Only at this facility.</param>
    /// <param name="CompanyId">Only of this company.</param>
    public sealed record Request(
        Guid? FacilityId = null, Guid? CompanyId = null, string? Sort = null, int? Limit = null, string? Cursor = null, int? Offset = null) : IRequest<Page<StageView>>, IPaged
    {
        internal Request Newest => this with { Sort = Sort ?? "-since" };
    }

    private static readonly SortKeys<StageChange> Keys = new SortKeys<StageChange>(one => one.Id).By("since", one => one.Since).By("createdAt", one => one.CreatedAt);

    public Task<Outcome<Page<StageView>>> Handle(Request request, CancellationToken cancel)
    {
        IQueryable<StageChange> rows = db.StageChanges;
        if (request.FacilityId is { } facility)
            rows = rows.Where(one => one.FacilityId == facility);
        if (request.CompanyId is { } company)
            rows = rows.Where(one => one.CompanyId == company);
        return rows.ToPage(request.Newest, Keys, one => new StageView(one.Id, one.CompanyId, one.FacilityId, one.Stage, one.Since, one.Reason, one.ByName, one.CreatedAt), cancel);
    }

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/stages", ([AsParameters] Request request, HttpUseCases http, CancellationToken cancel) => http.Answer(request, cancel))
        .For<ListStages>("Lists stages of companies");
}
