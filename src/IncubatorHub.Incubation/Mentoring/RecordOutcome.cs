using System.ComponentModel.DataAnnotations;
using IncubatorHub.Incubation.Mentoring.Rules;
using IncubatorHub.Incubation.Mentors;

namespace IncubatorHub.Incubation.Mentoring;

/// <summary>Says how a session was, from either side; whoever says it again corrects what that side said.</summary>
[UseCase(Right.TakePartInSessions, Writes = true)]
internal sealed class RecordOutcome(HubDbContext db, SessionInHand hand, SessionReach reach, SessionDesk desk, SessionViews views, TimeProvider time)
    : IUseCase<RecordOutcome.Request, SessionView>
{
    public sealed record Request(Guid Id, Guid? SeenVersion, Said Said) : IRequest<SessionView>, IEdit;

    public sealed record Said : IValidatableObject
    {
        [EnumDataType(typeof(SessionOutcome))]
        public required SessionOutcome Outcome { get; init; }

        /// <summary>How long it was, 1 to 600; left out: as planned. Of a no-show none.</summary>
        [Range(1, 600)]
        public int? Minutes { get; init; }

        /// <summary>What it was about, codes; left out: as asked for.</summary>
        [MaxLength(10)]
        public IReadOnlyList<string>? Topics { get; init; }

        /// <summary>Seen by your side only; left out: as it is.</summary>
        [StringLength(SessionReport.MaxNoteLength)]
        public string? PrivateNote { get; init; }

        /// <summary>By the company only, 1 to 5; left out: as it is.</summary>
        [Range(1, 5)]
        public int? Rating { get; init; }

        /// <summary>What was agreed on, to be added; both sides see it.</summary>
        [MaxLength(SessionAction.MaxPerSession)]
        public IReadOnlyList<NewAction> Actions { get; init; } = [];

        public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
        {
            if (Outcome is not SessionOutcome.Attended && Minutes is not null)
                yield return new ValidationResult("Nobody met: there are no minutes.", [nameof(Minutes)]);
            if (Actions.Any(one => one is null))
                yield return new ValidationResult("Actions, not nothing.", [nameof(Actions)]);
        }
    }

    public sealed record NewAction
    {
        [Required, StringLength(500, MinimumLength = 1)]
        public required string Text { get; init; }

        /// <summary>Whose it is.</summary>
        [EnumDataType(typeof(SessionSide))]
        public required SessionSide Owner { get; init; }

        public DateOnly? DueOn { get; init; }
    }

    public async Task<Outcome<SessionView>> Handle(Request request, CancellationToken cancel)
    {
        var taken = await hand.Take(request.Id, request.SeenVersion, [SessionState.Confirmed, SessionState.Concluded], cancel);
        if (!taken.IsAnswer)
            return taken.Problem;
        var (held, session, said) = (taken.Answer, taken.Answer.Session, request.Said);
        if (await reach.SideOf(session, held.HostAccounts, cancel) is not { } side)
            return CommonProblems.Forbidden(Right.TakePartInSessions);
        var now = time.GetUtcNow();
        if (session.EndsAt > now)
            return MentoringProblems.NotOver(session.EndsAt);
        if (said.Rating is not null && side is not SessionSide.Company)
            return CommonProblems.Invalid("rating", "The company rates, not the mentor.");
        if (said.Topics is { } topics)
        {
            if (await db.MentoringTopics.CountAsync(topic => topics.Contains(topic.Code), cancel) != topics.Distinct().Count())
                return CommonProblems.Invalid("topics", "There is no such topic.");
            session.Topics = CommaSet.Of(topics);
        }

        if (await db.Set<SessionAction>().CountAsync(action => action.SessionId == session.Id, cancel) + said.Actions.Count > SessionAction.MaxPerSession)
            return MentoringProblems.TooManyActions;
        db.AddRange(said.Actions.Select(action => new SessionAction { SessionId = session.Id, Text = action.Text.Trim(), Owner = action.Owner, DueOn = action.DueOn }));
        var reports = await db.Set<SessionReport>().Where(report => report.SessionId == session.Id).ToListAsync(cancel);
        var own = reports.Find(report => report.Side == side);
        if (own is null)
        {
            own = new SessionReport { SessionId = session.Id, Side = side };
            db.Add(own);
            reports.Add(own);
        }

        (own.ById, own.At, own.Outcome) = (await reach.Self(cancel) ?? Guid.Empty, now, said.Outcome);
        own.Minutes = said.Outcome is SessionOutcome.Attended ? said.Minutes ?? (int)(session.EndsAt - session.StartsAt).TotalMinutes : 0;
        (own.PrivateNote, own.Rating) = (said.PrivateNote?.Trim() ?? own.PrivateNote, said.Rating ?? own.Rating);
        var truth = SessionTruth.Of(SaidBy(SessionSide.Mentor), SaidBy(SessionSide.Company));
        return await desk.Conclude(session, truth, cancel) is { } refused ? refused : await views.Read(session.Id, cancel);

        SideSaid? SaidBy(SessionSide one) => reports.Find(report => report.Side == one) is { } found ? new SideSaid(found.Outcome, found.Minutes) : null;
    }

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost("/mentoring-sessions/{id:guid}/outcome", (Guid id, Said said, IfMatch ifMatch, HttpUseCases http, CancellationToken cancel) =>
            http.Answer(new Request(id, ifMatch.Version, said), cancel))
        .For<RecordOutcome>("Says how a session was", "From its end on. Refusals (409): session.wrong-state, session.not-over, session.too-many-actions.");
}
