namespace IncubatorHub.Incubation.Mentors;

/// <summary>Reads one topic.</summary>
[UseCase(Right.ReadMentors)]
internal sealed class ReadMentoringTopic(HubDbContext db) : IUseCase<ReadMentoringTopic.Request, MentoringTopicView>
{
    public sealed record Request(Guid Id) : IRequest<MentoringTopicView>;

    public async Task<Outcome<MentoringTopicView>> Handle(Request request, CancellationToken cancel) =>
        await db.MentoringTopics.Where(topic => topic.Id == request.Id).Select(MentoringTopicView.Of).SingleOrDefaultAsync(cancel) is { } found
            ? found
            : CommonProblems.NotFound("mentoring topic", request.Id);

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/mentoring-topics/{id:guid}", (Guid id, HttpUseCases http, CancellationToken cancel) => http.Answer(new Request(id), cancel))
        .For<ReadMentoringTopic>("Reads a mentoring topic");
}
