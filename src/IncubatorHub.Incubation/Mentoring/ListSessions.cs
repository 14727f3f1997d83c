namespace IncubatorHub.Incubation.Mentoring;

/// <summary>Lists sessions of the caller's companies and facilities, and those that the caller mentors.</summary>
[UseCase(Right.ReadSessions)]
internal sealed class ListSessions(HubDbContext db, SessionReach reach, SessionViews views, TimeProvider time) : IUseCase<ListSessions.Request, Page<SessionView>>
{
    /// <param name="Mine">true: only those that the caller mentors or comes to.</param>
    /// <param name="FacilityId">Only at this facility.</param>
    /// <param name="CompanyId">Only of this company.</param>
    /// <param name="MentorId">Only with this mentor.</param>
    /// <param name="State">Only in this state.</param>
    /// <param name="AwaitsOutcome">true: only those that are over and of which nobody said how they were.</param>
    /// <param name="From">Only those that end after then.</param>
    /// <param name="To">Only those that start before then.</param>
    public sealed record Request(
        bool Mine = false, Guid? FacilityId = null, Guid? CompanyId = null, Guid? MentorId = null, Choice<SessionState>? State = null, bool AwaitsOutcome = false,
        DateTimeOffset? From = null, DateTimeOffset? To = null, string? Sort = null, int? Limit = null, string? Cursor = null, int? Offset = null)
        : IRequest<Page<SessionView>>, IPaged;

    private static readonly SortKeys<MentoringSession> Keys = new SortKeys<MentoringSession>(session => session.Id)
        .By("startsAt", session => session.StartsAt)
        .By("createdAt", session => session.CreatedAt);

    public async Task<Outcome<Page<SessionView>>> Handle(Request request, CancellationToken cancel)
    {
        var rows = Filtered(await reach.InSight(cancel), request);
        if (request.Mine)
        {
            var self = await reach.Self(cancel) ?? Guid.Empty;
            rows = rows.Where(session => session.PersonId == self || db.Set<SessionHost>().Any(host => host.SessionId == session.Id && host.AccountId == self)
                || db.Set<SessionAttendee>().Any(one => one.SessionId == session.Id && one.AccountId == self));
        }

        var page = await rows.ToPage(request, Keys, session => session, cancel);
        return page.IsAnswer ? new Page<SessionView>(await views.Of(page.Answer.Items, cancel), page.Answer.NextCursor, page.Answer.Total) : page.Problem;
    }

    private IQueryable<MentoringSession> Filtered(IQueryable<MentoringSession> rows, Request request)
    {
        if (request.FacilityId is { } facility)
            rows = rows.Where(session => session.FacilityId == facility);
        if (request.CompanyId is { } company)
            rows = rows.Where(session => session.CompanyId == company);
        if (request.MentorId is { } mentor)
            rows = rows.Where(session => db.Set<SessionHost>().Any(host => host.SessionId == session.Id && host.MentorId == mentor));
        if (request.State is { Value: var state })
            rows = rows.Where(session => session.State == state);
        if (request.AwaitsOutcome)
        {
            var now = time.GetUtcNow();
            rows = rows.Where(session => session.State == SessionState.Confirmed && session.EndsAt <= now);
        }

        if (request.From is { } from)
            rows = rows.Where(session => session.EndsAt > from);
        return request.To is { } to ? rows.Where(session => session.StartsAt < to) : rows;
    }

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/mentoring-sessions", ([AsParameters] Request request, HttpUseCases http, CancellationToken cancel) => http.Answer(request, cancel))
        .For<ListSessions>("Lists mentoring sessions");
}
