using System.ComponentModel.DataAnnotations;
using IncubatorHub.Incubation.Mentoring.Rules;
using IncubatorHub.Laboratory.Policies.Rules;

namespace IncubatorHub.Incubation.Mentoring;

/// <summary>
/// Moves a session to another time with the same mentors, from either side. It becomes a new session that names the old one. Moved by the company it asks
/// anew where the offer needs acceptance; moved by the mentors it is confirmed, and the company hears of it.
/// </summary>
[UseCase(Right.TakePartInSessions, Writes = true)]
internal sealed class MoveSession(
    HubDbContext db, SessionInHand hand, SessionReach reach, SessionOffice office, SessionDesk desk, SlotSearch search, SessionViews views, TimeProvider time)
    : IUseCase<MoveSession.Request, SessionView>
{
    public sealed record Request(Guid Id, Guid? SeenVersion, NewTime To) : IRequest<SessionView>, IEdit;

    public sealed record NewTime : IValidatableObject
    {
        /// <summary>A whole minute, with any offset. The length stays.</summary>
        public required DateTimeOffset StartsAt { get; init; }

        /// <summary>Seen by both sides.</summary>
        [StringLength(500)]
        public string Reason { get; init; } = "";

        public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
        {
            if (StartsAt.UtcTicks % TimeSpan.TicksPerMinute != 0)
                yield return new ValidationResult("A whole minute.", [nameof(StartsAt)]);
        }
    }

    public async Task<Outcome<SessionView>> Handle(Request request, CancellationToken cancel)
    {
        var taken = await hand.Take(request.Id, request.SeenVersion, [SessionState.Requested, SessionState.Confirmed], cancel);
        if (!taken.IsAnswer)
            return taken.Problem;
        var (held, old) = (taken.Answer, taken.Answer.Session);
        if (await reach.SideOf(old, held.HostAccounts, cancel) is not { } side)
            return CommonProblems.Forbidden(Right.TakePartInSessions);
        var now = time.GetUtcNow();
        if (old.StartsAt <= now)
            return MentoringProblems.Begun(old.StartsAt);
        var offer = await db.Set<MentoringOffer>().SingleAsync(one => one.Id == old.OfferId, cancel);
        var starts = request.To.StartsAt.ToUniversalTime();
        var wish = new SessionWish(
            offer, [.. held.Hosts.Select(host => host.MentorId)], new TimeRange(starts, starts + (old.EndsAt - old.StartsAt)),
            new SessionParty(old.PersonId, old.CompanyId, old.FacilityId, old.AskedById), [.. held.Attendees.Select(one => one.AccountId)]) { Replaces = old.Id, ZoneId = old.ZoneId };
        var reviewed = await office.Review(wish, cancel);
        if (!reviewed.IsAnswer)
            return reviewed.Problem;
        // The mentors may come at shorter notice, and as often as they like: notice and capacity are there for them.
        var findings = reviewed.Answer.Findings.Where(one => side is SessionSide.Company || one.Code is not (MustBeAskedInTime.NoticeCode or MustHaveHosts.FullCode)).ToList();
        if (starts <= now && findings.TrueForAll(one => one.Code != MustBeAskedInTime.NoticeCode))
            return MentoringProblems.Begun(starts);
        if (findings.Count > 0)
            return await WithAlternatives(MentoringProblems.Of(findings), wish, cancel);
        var waits = offer.NeedsAcceptance && side is SessionSide.Company;
        var until = now.AddHours(offer.AcceptWithinHours);
        var moved = new MentoringSession
        {
            OfferId = old.OfferId, FacilityId = old.FacilityId, CompanyId = old.CompanyId, PersonId = old.PersonId, AskedById = old.AskedById, StartsAt = wish.Asked.From,
            EndsAt = wish.Asked.Until, Mode = old.Mode, ZoneId = old.ZoneId, Place = old.Place, Topics = old.Topics, Purpose = old.Purpose, ReplacesId = old.Id, FirstId = old.FirstId ?? old.Id,
            State = waits ? SessionState.Requested : SessionState.Confirmed, AcceptUntil = waits ? until < starts ? until : starts : null, ConfirmedAt = waits ? null : now,
        };
        var problem = await desk.Supersede(held, moved, reviewed.Answer.Hosts, reviewed.Answer.Terms, await reach.Self(cancel), side, request.To.Reason.Trim(), cancel);
        return problem is null ? await views.Read(moved.Id, cancel) : await WithAlternatives(problem, wish, cancel);
    }

    private async Task<Problem> WithAlternatives(Problem problem, SessionWish wish, CancellationToken cancel) =>
        problem.Code == MustHaveHosts.BusyCode ? problem.With("alternatives", await search.After(wish, cancel)) : problem;

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost("/mentoring-sessions/{id:guid}/move", (Guid id, NewTime to, IfMatch ifMatch, HttpUseCases http, CancellationToken cancel) =>
            http.Answer(new Request(id, ifMatch.Version, to), cancel))
        .For<MoveSession>("Moves a session",
            "It becomes a new session: take the id from the answer. Refusals (409): as for a request; session.wrong-state, session.begun.");
}
