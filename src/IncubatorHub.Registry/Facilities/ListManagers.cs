namespace IncubatorHub.Registry.Facilities;

/// <summary>Lists who manages a facility.</summary>
[UseCase(Right.ReadPeople)]
internal sealed class ListManagers(HubDbContext db, CallerContext context, TimeProvider time) : IUseCase<ListManagers.Request, Page<ManagerView>>
{
    /// <param name="FacilityId">The facility.</param>
    /// <param name="AccountId">Only this person's assignments.</param>
    /// <param name="Ended">true: only assignments that have ended; false (default): the others.</param>
    public sealed record Request(
        Guid FacilityId, Guid? AccountId = null, bool Ended = false,
        string? Sort = null, int? Limit = null, string? Cursor = null, int? Offset = null) : IRequest<Page<ManagerView>>, IPaged;

    private static readonly SortKeys<ManagerAssignment> Keys = new SortKeys<ManagerAssignment>(row => row.Id)
        .By("startsOn", row => row.StartsOn)
        .By("share", row => row.SharePercent);

    public async Task<Outcome<Page<ManagerView>>> Handle(Request request, CancellationToken cancel)
    {
        var zone = await db.Facilities.Where(facility => facility.Id == request.FacilityId)
            .Select(facility => facility.TimeZone).SingleOrDefaultAsync(cancel);
        if (zone is null)
            return FacilityProblems.NotFound(request.FacilityId);
        if (!context.Caller.MayAtFacility(Right.ReadPeople, request.FacilityId))
            return CommonProblems.Forbidden(Right.ReadPeople);
        var today = FacilityGate.Today(zone, time.GetUtcNow());
        var rows = db.ManagerAssignments.Where(row => row.FacilityId == request.FacilityId && (row.EndsOn != null && row.EndsOn < today) == request.Ended);
        if (request.AccountId is { } account)
            rows = rows.Where(row => row.AccountId == account);
        var page = await rows.ToPage(request, Keys, ManagerView.Of, cancel);
        return page.IsAnswer ? page.Answer with { Items = await ManagerView.WithPeaks(db, page.Answer.Items, cancel) } : page;
    }

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/facilities/{facilityId:guid}/managers", ([AsParameters] Request request, HttpUseCases http, CancellationToken cancel) =>
            http.Answer(request, cancel))
        .For<ListManagers>("Lists the managers of a facility");
}
