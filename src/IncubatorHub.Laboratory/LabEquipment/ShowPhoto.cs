using IncubatorHub.Platform.Files;
using Microsoft.Net.Http.Headers;

namespace IncubatorHub.Laboratory.LabEquipment;

/// <summary>Opens a photo to be shown in place. That it is a picture is told from its bytes once more.</summary>
[UseCase(Right.ReadEquipment)]
internal sealed class ShowPhoto(HubDbContext db, DocumentFiles files) : IUseCase<ShowPhoto.Request, ShowPhoto.Photo>
{
    public sealed record Request(Guid Id) : IRequest<Photo>;

    /// <param name="Content">Whoever asked closes it.</param>
    /// <param name="ContentType">image/png, image/jpeg or image/webp.</param>
    /// <param name="Sha256">Of the bytes.</param>
    public sealed record Photo(Stream Content, string ContentType, string Sha256);

    public async Task<Outcome<Photo>> Handle(Request request, CancellationToken cancel)
    {
        if (await db.EquipmentDocuments.Where(one => one.Id == request.Id).Select(DocumentView.Of).SingleOrDefaultAsync(cancel) is not { } document)
            return CommonProblems.NotFound("document", request.Id);
        if (document.Kind is not DocumentKind.Photo)
            return DocumentProblems.NoPicture;
        if (files.Open(document.FacilityId, document.Id) is not { } content)
            return DocumentProblems.FileMissing;
        var head = new byte[12];
        var read = await content.ReadAtLeastAsync(head, head.Length, throwOnEndOfStream: false, cancel);
        content.Position = 0;
        if (FileType.OfPicture(head.AsSpan(0, read)) is { } type)
            return new Photo(content, type, document.Sha256);
        await content.DisposeAsync();
        return DocumentProblems.NoPicture;
    }

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/equipment-documents/{id:guid}/photo", async (Guid id, HttpResponse http, HttpUseCases cases, CancellationToken cancel) =>
        {
            var found = await cases.Run(new Request(id), cancel);
            if (!found.IsAnswer)
                return (IResult)found.Problem.ToHttp();
            DownloadDocument.Harden(http);
            var (content, type, hash) = found.Answer;
            return TypedResults.Stream(content, type, entityTag: new EntityTagHeaderValue($"\"{hash}\""));
        })
        .Produces(StatusCodes.Status200OK, contentType: "image/png")
        .For<ShowPhoto>("Shows a photo of equipment", "Refusals: document.no-picture, document.file-missing (409).");
}
