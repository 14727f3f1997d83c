namespace IncubatorHub.Incubation.Mentors;

/// <summary>Ends a mentor's work: no new sessions; those that are agreed on stay until somebody cancels them.</summary>
[UseCase(Right.EditMentorProfile, Writes = true)]
internal sealed class RetireMentor(MentorReach reach, TimeProvider time) : IUseCase<RetireMentor.Request, Done>
{
    public sealed record Request(Guid Id, Guid? SeenVersion) : IRequest<Done>, IEdit;

    public async Task<Outcome<Done>> Handle(Request request, CancellationToken cancel)
    {
        var taken = await reach.Take(request.Id, request.SeenVersion, cancel);
        if (!taken.IsAnswer)
            return taken.Problem;
        taken.Answer.Retire(time.GetUtcNow());
        return Done.It;
    }

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost("/mentors/{id:guid}/retire", (Guid id, IfMatch ifMatch, HttpUseCases http, CancellationToken cancel) =>
            http.Do(new Request(id, ifMatch.Version), cancel))
        .For<RetireMentor>("Ends a mentor's work");
}
