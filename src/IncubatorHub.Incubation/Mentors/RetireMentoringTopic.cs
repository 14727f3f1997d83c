namespace IncubatorHub.Incubation.Mentors;

/// <summary>Takes a topic from the list of what may be chosen.</summary>
[UseCase(Right.EditProgramme, Writes = true)]
internal sealed class RetireMentoringTopic(HubDbContext db, TimeProvider time) : IUseCase<RetireMentoringTopic.Request, Done>
{
    public sealed record Request(Guid Id, Guid? SeenVersion) : IRequest<Done>, IEdit;

    public async Task<Outcome<Done>> Handle(Request request, CancellationToken cancel)
    {
        if (await db.MentoringTopics.SingleOrDefaultAsync(topic => topic.Id == request.Id, cancel) is not { } topic)
            return CommonProblems.NotFound("mentoring topic", request.Id);
        if (topic.RefuseUnlessSeen(request.SeenVersion) is { } stale)
            return stale;
        topic.Retire(time.GetUtcNow());
        return Done.It;
    }

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost("/mentoring-topics/{id:guid}/retire", (Guid id, IfMatch ifMatch, HttpUseCases http, CancellationToken cancel) =>
            http.Do(new Request(id, ifMatch.Version), cancel))
        .For<RetireMentoringTopic>("Retires a mentoring topic");
}
