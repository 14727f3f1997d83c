namespace IncubatorHub.Incubation.Progress.Milestones;

/// <summary>Lists milestones of the caller's companies and facilities.</summary>
[UseCase(Right.ReadProgress)]
internal sealed class ListMilestones(HubDbContext db, MilestoneDesk desk) : IUseCase<ListMilestones.Request, Page<MilestoneView>>
{
    /// <param name="FacilityId">Only at this facility.</param>
    /// <param name="CompanyId">Only of this company.</param>
    /// <param name="State">Only in this state.</param>
    /// <param name="DueBefore">Only those due before this day: yyyy-MM-dd.</param>
    public sealed record Request(
        Guid? FacilityId = null, Guid? CompanyId = null, Choice<MilestoneState>? State = null, DateOnly? DueBefore = null,
        string? Sort = null, int? Limit = null, string? Cursor = null, int? Offset = null) : IRequest<Page<MilestoneView>>, IPaged;

    private static readonly SortKeys<Milestone> Keys = new SortKeys<Milestone>(one => one.Id).By("dueOn", one => one.DueOn).By("createdAt", one => one.CreatedAt);

    public async Task<Outcome<Page<MilestoneView>>> Handle(Request request, CancellationToken cancel)
    {
        IQueryable<Milestone> rows = db.Milestones;
        if (request.FacilityId is { } facility)
            rows = rows.Where(one => one.FacilityId == facility);
        if (request.CompanyId is { } company)
            rows = rows.Where(one => one.CompanyId == company);
        if (request.State is { Value: var state })
            rows = rows.Where(one => one.State == state);
        if (request.DueBefore is { } day)
            rows = rows.Where(one => one.DueOn < day);
        var page = await rows.ToPage(request, Keys, one => one, cancel);
        return page.IsAnswer ? new Page<MilestoneView>(await desk.Views(page.Answer.Items, cancel), page.Answer.NextCursor, page.Answer.Total) : page.Problem;
    }

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/milestones", ([AsParameters] Request request, HttpUseCases http, CancellationToken cancel) => http.Answer(request, cancel))
        .For<ListMilestones>("Lists milestones");
}

/// <summary>Reads a milestone with its history.</summary>
[UseCase(Right.ReadProgress)]
internal sealed class ReadMilestone(HubDbContext db, MilestoneDesk desk) : IUseCase<ReadMilestone.Request, MilestoneView>
{
    public sealed record Request(Guid Id) : IRequest<MilestoneView>;

    public async Task<Outcome<MilestoneView>> Handle(Request request, CancellationToken cancel) =>
        await db.Milestones.AsNoTracking().SingleOrDefaultAsync(one => one.Id == request.Id, cancel) is { } milestone
            ? await desk.Saved(milestone, cancel)
            : CommonProblems.NotFound("milestone", request.Id);

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/milestones/{id:guid}", (Guid id, HttpUseCases http, CancellationToken cancel) => http.Answer(new Request(id), cancel))
        .For<ReadMilestone>("Reads a milestone");
}
