using Microsoft.Net.Http.Headers;

namespace IncubatorHub.Incubation.Admissions;

/// <summary>Opens an attachment, for those who see the application's text.</summary>
[UseCase(Right.SignedIn)]
internal sealed class DownloadFile(HubDbContext db, ApplicationReach reach, ApplicationFiles files, ApplicationViews views) : IUseCase<DownloadFile.Request, DownloadFile.Attachment>
{
    public sealed record Request(Guid ApplicationId, Guid FileId) : IRequest<Attachment>;

    /// <param name="Content">Whoever asked closes it.</param>
    /// <param name="File">What it is.</param>
    public sealed record Attachment(Stream Content, ApplicationFile File);

    public async Task<Outcome<Attachment>> Handle(Request request, CancellationToken cancel)
    {
        if (await reach.See(request.ApplicationId, cancel) is not { Sight.Text: true, Application: { SubmittedAt: not null } application }
            || (await views.Files(application, cancel)).TrueForAll(one => one.Id != request.FileId))
            return CommonProblems.NotFound("file", request.FileId);
        var file = await db.Set<ApplicationFile>().IgnoreQueryFilters([ScopeFilters.Name]).SingleAsync(one => one.Id == request.FileId, cancel);
        return files.Open(file.FacilityId, file.Id) is { } content ? new Attachment(content, file) : AdmissionProblems.FileMissing;
    }

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/applications/{id:guid}/files/{fileId:guid}/content", async (Guid id, Guid fileId, HttpResponse http, HttpUseCases cases, CancellationToken cancel) =>
        {
            var found = await cases.Run(new Request(id, fileId), cancel);
            if (!found.IsAnswer)
                return (IResult)found.Problem.ToHttp();
            // No page that the browser makes of it may run or load anything, whatever the file holds.
            http.Headers.ContentSecurityPolicy = "default-src 'none'; sandbox";
            http.Headers.XContentTypeOptions = "nosniff";
            http.Headers.CacheControl = "private, no-store";
            var (content, file) = found.Answer;
            // With a name to save it by, it is never shown in place.
            return TypedResults.Stream(content, file.ContentType, file.FileName, file.At, new EntityTagHeaderValue($"\"{file.Sha256}\""), enableRangeProcessing: true);
        })
        .Produces(StatusCodes.Status200OK, contentType: "application/octet-stream")
        .For<DownloadFile>("Downloads an attachment of an application", "Always as an attachment, for those who see the answers. Refusals: application.file-missing (409).");
}
