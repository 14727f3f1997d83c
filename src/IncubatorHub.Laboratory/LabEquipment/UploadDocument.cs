using System.ComponentModel.DataAnnotations;
using IncubatorHub.Platform.Files;
using Microsoft.AspNetCore.Mvc;

namespace IncubatorHub.Laboratory.LabEquipment;

/// <summary>Keeps a file about a piece of equipment.</summary>
[UseCase(Right.EditEquipment, Writes = true)]
internal sealed class UploadDocument(HubDbContext db, CallerContext context, DocumentFiles files) : IUseCase<UploadDocument.Request, DocumentView>
{
    public sealed record Request : IRequest<DocumentView>
    {
        public required Guid EquipmentId { get; init; }

        [EnumDataType(typeof(DocumentKind))]
        public required DocumentKind Kind { get; init; }

        [Required, StringLength(200, MinimumLength = 1)]
        public required string Title { get; init; }

        /// <summary>Its name with its ending; a path before it is left out.</summary>
        [Required, StringLength(200, MinimumLength = 5)]
        public required string FileName { get; init; }

        /// <summary>The work that it came out of, of the same equipment.</summary>
        public Guid? WorkOrderId { get; init; }

        public required ReadOnlyMemory<byte> Content { get; init; }
    }

    public async Task<Outcome<DocumentView>> Handle(Request request, CancellationToken cancel)
    {
        if (await db.Equipment.AsNoTracking().SingleOrDefaultAsync(one => one.Id == request.EquipmentId, cancel) is not { } equipment)
            return CommonProblems.NotFound("equipment", request.EquipmentId);
        if (!context.Caller.MayAtFacility(Right.EditEquipment, equipment.FacilityId))
            return CommonProblems.Forbidden(Right.EditEquipment);
        if (equipment.RetiredAt is not null)
            return CommonProblems.Retired("equipment");
        if (request.Content.Length > EquipmentDocument.MaxBytes)
            return DocumentProblems.TooLarge;
        var name = FileType.NameOf(request.FileName);
        if (FileType.Of(name, request.Content.Span) is not { } type
            || (request.Kind is DocumentKind.Photo && FileType.OfPicture(request.Content.Span) is null))
            return DocumentProblems.WrongType;
        if (request.WorkOrderId is { } order && !await db.WorkOrders.AnyAsync(one => one.Id == order && one.EquipmentId == equipment.Id, cancel))
            return CommonProblems.Invalid("workOrderId", "There is no such work order of this equipment.");
        // Two uploads at once must not both take the last room.
        await db.TakeTurn("documents", equipment.FacilityId, cancel);
        var kept = db.EquipmentDocuments.Where(one => one.FacilityId == equipment.FacilityId);
        if (await kept.CountAsync(cancel) >= EquipmentDocument.MaxOfFacility
            || await kept.SumAsync(one => one.Bytes, cancel) + request.Content.Length > EquipmentDocument.MaxBytesOfFacility)
            return DocumentProblems.QuotaReached;
        return await Keep(request, equipment, name, type, cancel);
    }

    private async Task<DocumentView> Keep(Request request, Equipment equipment, string name, string type, CancellationToken cancel)
    {
        var id = OrderedId.Next();
        // The file first: a row never lacks its file. A commit that fails leaves a file without a row, which harms nobody.
        var hash = await files.Write(equipment.FacilityId, id, request.Content, cancel);
        var document = new EquipmentDocument
        {
            Id = id, FacilityId = equipment.FacilityId, EquipmentId = equipment.Id, WorkOrderId = request.WorkOrderId, Kind = request.Kind, Title = request.Title,
            FileName = name, ContentType = type, Bytes = request.Content.Length, Sha256 = hash, UploadedById = context.Caller.Id,
        };
        db.Add(document);
        try
        {
            await db.SaveChangesAsync(cancel);
        }
        catch
        {
            files.Forget(equipment.FacilityId, id);
            throw;
        }

        return DocumentView.From(document);
    }

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost("/equipment/{id:guid}/documents", async (
            Guid id, Choice<DocumentKind>? kind, string? title, string? fileName, Guid? workOrderId, HttpRequest http, HttpUseCases cases, CancellationToken cancel) =>
        {
            // Before a byte is read: who may not bring any is told so at once. The use case asks again, for this equipment.
            var mayBring = (await cases.Caller(cancel)).MaySomewhere(Right.EditEquipment);
            var content = mayBring ? await FileBody.Read(http, EquipmentDocument.MaxBytes, cancel) : ReadOnlyMemory<byte>.Empty;
            if (content is not { } bytes)
                return DocumentProblems.TooLarge.ToHttp();
            var request = new Request
            {
                EquipmentId = id, Kind = kind?.Value ?? DocumentKind.Other, Title = title ?? "", FileName = fileName ?? "", WorkOrderId = workOrderId, Content = bytes,
            };
            return (IResult)(await cases.Create(request, document => $"/api/v1/equipment-documents/{document.Id}", cancel)).Result;
        })
        .WithMetadata(new RequestSizeLimitAttribute(EquipmentDocument.MaxBytes + 1))
        .Accepts<byte[]>("application/octet-stream", "application/pdf", "image/png", "image/jpeg", "image/webp", "text/plain", "text/csv")
        .Produces<DocumentView>(StatusCodes.Status201Created)
        .For<UploadDocument>("Uploads a document of equipment",
            "kind is other when not given. The body is the file, at most 20 MiB: PDF, PNG, JPEG, WebP, or text and CSV in UTF-8, by name and content. Refusals: document.too-large (413), document.wrong-type (415), document.quota-reached, retired (409).");
}
