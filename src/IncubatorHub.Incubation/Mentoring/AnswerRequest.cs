using System.ComponentModel.DataAnnotations;

namespace IncubatorHub.Incubation.Mentoring;

/// <summary>A mentor, or who manages mentoring at the house, says yes.</summary>
[UseCase(Right.HostSessions, Writes = true)]
internal sealed class AcceptSession(SessionInHand hand, SessionReach reach, SessionDesk desk, SessionViews views, TimeProvider time) : IUseCase<AcceptSession.Request, SessionView>
{
    public sealed record Request(Guid Id, Guid? SeenVersion) : IRequest<SessionView>, IEdit;

    public async Task<Outcome<SessionView>> Handle(Request request, CancellationToken cancel)
    {
        var taken = await hand.Take(request.Id, request.SeenVersion, [SessionState.Requested], cancel);
        if (!taken.IsAnswer)
            return taken.Problem;
        var held = taken.Answer;
        if (!await reach.MayHost(held.Session, held.HostAccounts, cancel))
            return CommonProblems.Forbidden(Right.HostSessions);
        // Not yet ended by the job, and over nevertheless.
        if (held.Session.AcceptUntil is { } until && until <= time.GetUtcNow())
            return MentoringProblems.TooLate(until);
        return await desk.Confirm(held, cancel) is { } refused ? refused : await views.Read(request.Id, cancel);
    }

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost("/mentoring-sessions/{id:guid}/accept", (Guid id, IfMatch ifMatch, HttpUseCases http, CancellationToken cancel) =>
            http.Answer(new Request(id, ifMatch.Version), cancel))
        .For<AcceptSession>("Accepts a request for a session", "Refusals (409): session.wrong-state, session.answer-too-late.");
}

/// <summary>A mentor, or who manages mentoring at the house, says no.</summary>
[UseCase(Right.HostSessions, Writes = true)]
internal sealed class DeclineSession(SessionInHand hand, SessionReach reach, SessionDesk desk, SessionViews views) : IUseCase<DeclineSession.Request, SessionView>
{
    public sealed record Request(Guid Id, Guid? SeenVersion, Reason? Why) : IRequest<SessionView>, IEdit;

    public sealed record Reason
    {
        /// <summary>Seen by the company.</summary>
        [StringLength(500)]
        public string Text { get; init; } = "";
    }

    public async Task<Outcome<SessionView>> Handle(Request request, CancellationToken cancel)
    {
        var taken = await hand.Take(request.Id, request.SeenVersion, [SessionState.Requested], cancel);
        if (!taken.IsAnswer)
            return taken.Problem;
        var held = taken.Answer;
        if (!await reach.MayHost(held.Session, held.HostAccounts, cancel))
            return CommonProblems.Forbidden(Right.HostSessions);
        var self = await reach.Self(cancel);
        return await desk.End(held, SessionState.Declined, SessionChange.Declined, self, SessionSide.Mentor, request.Why?.Text.Trim() ?? "", cancel) is { } refused
            ? refused : await views.Read(request.Id, cancel);
    }

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost("/mentoring-sessions/{id:guid}/decline", (Guid id, IfMatch ifMatch, HttpUseCases http, CancellationToken cancel, Reason? why = null) =>
            http.Answer(new Request(id, ifMatch.Version, why), cancel))
        .For<DeclineSession>("Declines a request for a session", "Refusals (409): session.wrong-state.");
}
