namespace IncubatorHub.Incubation.Mentors;

/// <summary>Reads one mentor.</summary>
[UseCase(Right.ReadMentors)]
internal sealed class ReadMentor(MentorViews views) : IUseCase<ReadMentor.Request, MentorView>
{
    public sealed record Request(Guid Id) : IRequest<MentorView>;

    public Task<Outcome<MentorView>> Handle(Request request, CancellationToken cancel) => views.Read(request.Id, cancel);

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/mentors/{id:guid}", (Guid id, HttpUseCases http, CancellationToken cancel) => http.Answer(new Request(id), cancel))
        .For<ReadMentor>("Reads a mentor");
}
