using Microsoft.Net.Http.Headers;

namespace IncubatorHub.Laboratory.LabEquipment;

/// <summary>Opens the file of a document.</summary>
[UseCase(Right.ReadEquipment)]
internal sealed class DownloadDocument(HubDbContext db, DocumentFiles files) : IUseCase<DownloadDocument.Request, DownloadDocument.File>
{
    public sealed record Request(Guid Id) : IRequest<File>;

    /// <param name="Content">Whoever asked closes it.</param>
    /// <param name="Document">What it is.</param>
    public sealed record File(Stream Content, DocumentView Document);

    public async Task<Outcome<File>> Handle(Request request, CancellationToken cancel)
    {
        if (await db.EquipmentDocuments.Where(one => one.Id == request.Id).Select(DocumentView.Of).SingleOrDefaultAsync(cancel) is not { } document)
            return CommonProblems.NotFound("document", request.Id);
        return files.Open(document.FacilityId, document.Id) is { } content ? new File(content, document) : DocumentProblems.FileMissing;
    }

    /// <summary>No page that the browser makes of it may run or load anything, whatever the file holds.</summary>
    internal static void Harden(HttpResponse http)
    {
        http.Headers.ContentSecurityPolicy = "default-src 'none'; sandbox";
        http.Headers.XContentTypeOptions = "nosniff";
        http.Headers.CacheControl = "private, max-age=3600";
    }

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/equipment-documents/{id:guid}/content", async (Guid id, HttpResponse http, HttpUseCases cases, CancellationToken cancel) =>
        {
            var found = await cases.Run(new Request(id), cancel);
            if (!found.IsAnswer)
                return (IResult)found.Problem.ToHttp();
            Harden(http);
            var (content, document) = found.Answer;
            // With a name to save it by, it is never shown in place.
            return TypedResults.Stream(content, document.ContentType, document.FileName, document.CreatedAt, new EntityTagHeaderValue($"\"{document.Sha256}\""), enableRangeProcessing: true);
        })
        .Produces(StatusCodes.Status200OK, contentType: "application/octet-stream")
        .For<DownloadDocument>("Downloads a document", "Always as an attachment. Refusals: document.file-missing (409).");
}
