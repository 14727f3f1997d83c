namespace IncubatorHub.Incubation.Admissions;

/// <summary>Reads one application: text, history and letters, as far as the caller may.</summary>
[UseCase(Right.ReadApplications)]
internal sealed class ReadApplication(ApplicationViews views) : IUseCase<ReadApplication.Request, ApplicationDetail>
{
    public sealed record Request(Guid Id) : IRequest<ApplicationDetail>;

    public Task<Outcome<ApplicationDetail>> Handle(Request request, CancellationToken cancel) => views.Read(request.Id, cancel);

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/applications/{id:guid}", (Guid id, HttpUseCases http, CancellationToken cancel) => http.Answer(new Request(id), cancel))
        .For<ReadApplication>("Reads an application", "Its ETag is that of the application. Whoever declared a conflict of interest sees neither answers nor attachments.");
}
