namespace IncubatorHub.Incubation.Mentoring;

/// <summary>Says that something that was agreed on is done, or is not after all; from either side.</summary>
[UseCase(Right.TakePartInSessions, Writes = true)]
internal sealed class FinishAction(HubDbContext db, SessionInHand hand, SessionReach reach, SessionViews views, TimeProvider time) : IUseCase<FinishAction.Request, SessionView>
{
    public sealed record Request(Guid SessionId, Guid ActionId, State Now) : IRequest<SessionView>;

    public sealed record State
    {
        public required bool IsDone { get; init; }
    }

    public async Task<Outcome<SessionView>> Handle(Request request, CancellationToken cancel)
    {
        var taken = await hand.Take(request.SessionId, seenVersion: Guid.Empty, [SessionState.Concluded], cancel);
        if (!taken.IsAnswer)
            return taken.Problem;
        if (await reach.SideOf(taken.Answer.Session, taken.Answer.HostAccounts, cancel) is null)
            return CommonProblems.Forbidden(Right.TakePartInSessions);
        if (await db.Set<SessionAction>().SingleOrDefaultAsync(one => one.Id == request.ActionId && one.SessionId == request.SessionId, cancel) is not { } action)
            return CommonProblems.NotFound("session action", request.ActionId);
        action.DoneAt = request.Now.IsDone ? action.DoneAt ?? time.GetUtcNow() : null;
        await db.SaveChangesAsync(cancel);
        return await views.Read(request.SessionId, cancel);
    }

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPut("/mentoring-sessions/{id:guid}/actions/{actionId:guid}", (Guid id, Guid actionId, State now, HttpUseCases http, CancellationToken cancel) =>
            http.Answer(new Request(id, actionId, now), cancel))
        .For<FinishAction>("Says whether an action is done");
}
