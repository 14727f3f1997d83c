using System.ComponentModel.DataAnnotations;

namespace IncubatorHub.Incubation.Admissions.Decisions;

/// <summary>Shows the letter that a decision would send.</summary>
[UseCase(Right.ReadAdmissions)]
internal sealed class PreviewLetter(HubDbContext db, LetterDesk letters) : IUseCase<PreviewLetter.Request, ComposedLetter>
{
    public sealed record Request(Guid ApplicationId, LetterKind Kind, [property: StringLength(1_500)] string Message = "") : IRequest<ComposedLetter>;

    public async Task<Outcome<ComposedLetter>> Handle(Request request, CancellationToken cancel)
    {
        // A letter tells no more than the applicant knows; those of the company that it is of have no part in it nevertheless.
        if (await db.Applications.SingleOrDefaultAsync(one => one.Id == request.ApplicationId, cancel) is not { SubmittedAt: not null } application)
            return AdmissionProblems.ApplicationNotFound(request.ApplicationId);
        return await letters.Compose(application, request.Kind, request.Message, cancel);
    }

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/applications/{id:guid}/letter", (Guid id, Choice<LetterKind>? kind, string? message, HttpUseCases http, CancellationToken cancel) =>
            http.Answer(new Request(id, kind?.Value ?? LetterKind.Accepted, message ?? ""), cancel))
        .For<PreviewLetter>("Previews a decision's letter", "kind: accepted (default), declined, waitingList. In the applicant's language.");
}
