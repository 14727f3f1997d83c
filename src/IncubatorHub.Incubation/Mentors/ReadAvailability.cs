namespace IncubatorHub.Incubation.Mentors;

/// <summary>Reads when a mentor is there; for the mentor and staff. Everybody else asks for free times.</summary>
[UseCase(Right.EditMentorProfile)]
internal sealed class ReadAvailability(MentorReach reach) : IUseCase<ReadAvailability.Request, AvailabilityView>
{
    public sealed record Request(Guid MentorId) : IRequest<AvailabilityView>;

    public async Task<Outcome<AvailabilityView>> Handle(Request request, CancellationToken cancel)
    {
        var shown = await reach.Show(request.MentorId, cancel);
        return shown.IsAnswer ? AvailabilityView.From(shown.Answer) : shown.Problem;
    }

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/mentors/{id:guid}/availability", (Guid id, HttpUseCases http, CancellationToken cancel) => http.Answer(new Request(id), cancel))
        .For<ReadAvailability>("Reads a mentor's hours");
}
