namespace IncubatorHub.Incubation.Mentoring.Waiting;

/// <summary>Lists who waits: of the caller's companies and of the facilities that the caller runs.</summary>
[UseCase(Right.ReadSessions)]
internal sealed class ListWaits(HubDbContext db, SessionReach reach) : IUseCase<ListWaits.Request, Page<WaitView>>
{
    /// <param name="Mine">true: only the caller's own.</param>
    /// <param name="OfferId">Only for this offer.</param>
    /// <param name="FacilityId">Only at this facility.</param>
    /// <param name="State">Only in this state.</param>
    public sealed record Request(
        bool Mine = false, Guid? OfferId = null, Guid? FacilityId = null, Choice<WaitState>? State = null,
        string? Sort = null, int? Limit = null, string? Cursor = null, int? Offset = null) : IRequest<Page<WaitView>>, IPaged;

    private static readonly SortKeys<MentoringWait> Keys = new SortKeys<MentoringWait>(wait => wait.Id).By("createdAt", wait => wait.CreatedAt).By("from", wait => wait.From);

    public async Task<Outcome<Page<WaitView>>> Handle(Request request, CancellationToken cancel)
    {
        IQueryable<MentoringWait> rows = db.Set<MentoringWait>();
        if (request.Mine)
        {
            var self = await reach.Self(cancel) ?? Guid.Empty;
            rows = rows.Where(wait => wait.PersonId == self);
        }

        if (request.OfferId is { } offer)
            rows = rows.Where(wait => wait.OfferId == offer);
        if (request.FacilityId is { } facility)
            rows = rows.Where(wait => wait.FacilityId == facility);
        if (request.State is { Value: var state })
            rows = rows.Where(wait => wait.State == state);
        return await rows.ToPage(request, Keys, WaitView.Of(db), cancel);
    }

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/mentoring-waits", ([AsParameters] Request request, HttpUseCases http, CancellationToken cancel) => http.Answer(request, cancel))
        .For<ListWaits>("Lists who waits for mentoring sessions");
}
