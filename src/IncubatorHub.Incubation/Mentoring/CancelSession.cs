using System.ComponentModel.DataAnnotations;

namespace IncubatorHub.Incubation.Mentoring;

/// <summary>Calls a session off before it begins, from either side. One that the company takes back before anybody answered is withdrawn.</summary>
[UseCase(Right.TakePartInSessions, Writes = true)]
internal sealed class CancelSession(SessionInHand hand, SessionReach reach, SessionDesk desk, SessionViews views, TimeProvider time) : IUseCase<CancelSession.Request, SessionView>
{
    public sealed record Request(Guid Id, Guid? SeenVersion, Reason? Why) : IRequest<SessionView>, IEdit;

    public sealed record Reason
    {
        /// <summary>Seen by both sides.</summary>
        [StringLength(500)]
        public string Text { get; init; } = "";
    }

    public async Task<Outcome<SessionView>> Handle(Request request, CancellationToken cancel)
    {
        var taken = await hand.Take(request.Id, request.SeenVersion, [SessionState.Requested, SessionState.Confirmed], cancel);
        if (!taken.IsAnswer)
            return taken.Problem;
        var held = taken.Answer;
        if (await reach.SideOf(held.Session, held.HostAccounts, cancel) is not { } side)
            return CommonProblems.Forbidden(Right.TakePartInSessions);
        if (held.Session.StartsAt <= time.GetUtcNow())
            return MentoringProblems.Begun(held.Session.StartsAt);
        var (state, change) = (held.Session.State, side) switch
        {
            (SessionState.Requested, SessionSide.Company) => (SessionState.Withdrawn, SessionChange.Withdrawn),
            (SessionState.Requested, _) => (SessionState.Declined, SessionChange.Declined),
            _ => (SessionState.Cancelled, SessionChange.Cancelled),
        };
        var self = await reach.Self(cancel);
        return await desk.End(held, state, change, self, side, request.Why?.Text.Trim() ?? "", cancel) is { } refused ? refused : await views.Read(request.Id, cancel);
    }

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost("/mentoring-sessions/{id:guid}/cancel", (Guid id, IfMatch ifMatch, HttpUseCases http, CancellationToken cancel, Reason? why = null) =>
            http.Answer(new Request(id, ifMatch.Version, why), cancel))
        .For<CancelSession>("Cancels a session", "From either side. Refusals (409): session.wrong-state, session.begun (say afterwards how it was).");
}
