namespace IncubatorHub.Laboratory.LabEquipment;

/// <summary>Reads what is known of one document.</summary>
[UseCase(Right.ReadEquipment)]
internal sealed class ReadDocument(HubDbContext db) : IUseCase<ReadDocument.Request, DocumentView>
{
    public sealed record Request(Guid Id) : IRequest<DocumentView>;

    public async Task<Outcome<DocumentView>> Handle(Request request, CancellationToken cancel) =>
        await db.EquipmentDocuments.Where(document => document.Id == request.Id).Select(DocumentView.Of).SingleOrDefaultAsync(cancel) is { } found
            ? found
            : CommonProblems.NotFound("document", request.Id);

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/equipment-documents/{id:guid}", (Guid id, HttpUseCases http, CancellationToken cancel) => http.Answer(new Request(id), cancel))
        .For<ReadDocument>("Reads a document's description");
}
