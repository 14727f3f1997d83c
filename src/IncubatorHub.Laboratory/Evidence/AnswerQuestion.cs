using IncubatorHub.Laboratory.Bookings;

namespace IncubatorHub.Laboratory.Evidence;

/// <summary>
/// Answers a question about a booking. Still needed, yes: checked in; no: cancelled late. Finished, yes: the rest is free; no: nothing. The holder
/// answers, or who manages bookings there.
/// </summary>
[UseCase(Right.BookEquipment, Writes = true)]
internal sealed class AnswerQuestion(HubDbContext db, BookingDesk desk, BookingEvidence evidence, CallerContext context, TimeProvider time)
    : IUseCase<AnswerQuestion.Request, Done>
{
    /// <summary>The answer.</summary>
    public sealed record Fields
    {
        public required bool IsYes { get; init; }
    }

    public sealed record Request(Guid Id, Guid? SeenVersion, Fields Fields) : IRequest<Done>, IEdit;

    public async Task<Outcome<Done>> Handle(Request request, CancellationToken cancel)
    {
        if (await db.EvidenceQuestions.SingleOrDefaultAsync(one => one.Id == request.Id, cancel) is not { } question)
            return CommonProblems.NotFound("question", request.Id);
        if (question.PersonId != context.Caller.Id && !context.Caller.MayAtFacility(Right.ManageBookings, question.FacilityId))
            return CommonProblems.Forbidden(Right.BookEquipment);
        if (question.RefuseUnlessSeen(request.SeenVersion) is { } stale)
            return stale;
        if (question.AnsweredAt is { } before)
            return EvidenceProblems.Answered(before);
        var now = time.GetUtcNow();
        if (now >= question.AnswerBy || await desk.Find(question.BookingId, [], cancel) is not { } group)
            return EvidenceProblems.TooLate(question.AnswerBy);
        question.Answer(request.Fields.IsYes, now, context.Caller.Id);
        var refused = (question.Kind, request.Fields.IsYes, group.Main.State) switch
        {
            (QuestionKind.StillNeeded, true, BookingState.Confirmed) => await desk.CheckIn(group, "answer", now, cancel),
            (QuestionKind.StillNeeded, false, BookingState.Confirmed) =>
                await desk.Release(group, BookingState.LateCancelled, BookingChange.Cancelled, "The holder answered that it is not needed.", now, cancel),
            (QuestionKind.Finished, true, BookingState.CheckedIn or BookingState.InUse) =>
                await desk.Finish(group, BookingState.Completed, BookingChange.FinishedEarly, "The holder answered that it is over.", now,
                    await evidence.Used(group.Main, now, cancel), cancel),
            _ => null,
        };
        return refused is null ? Done.It : refused;
    }

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost("/evidence-questions/{id:guid}/answer", (Guid id, Fields fields, IfMatch ifMatch, HttpUseCases http, CancellationToken cancel) =>
            http.Do(new Request(id, ifMatch.Version, fields), cancel))
        .For<AnswerQuestion>("Answers a question about a booking", "Refusals: evidence.answered, evidence.too-late (409).");
}
