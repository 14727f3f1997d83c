namespace IncubatorHub.Incubation.Mentoring;

/// <summary>Reads one session.</summary>
[UseCase(Right.ReadSessions)]
internal sealed class ReadSession(SessionViews views) : IUseCase<ReadSession.Request, SessionView>
{
    public sealed record Request(Guid Id) : IRequest<SessionView>;

    public Task<Outcome<SessionView>> Handle(Request request, CancellationToken cancel) => views.Read(request.Id, cancel);

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/mentoring-sessions/{id:guid}", (Guid id, HttpUseCases http, CancellationToken cancel) => http.Answer(new Request(id), cancel))
        .For<ReadSession>("Reads a mentoring session");
}
