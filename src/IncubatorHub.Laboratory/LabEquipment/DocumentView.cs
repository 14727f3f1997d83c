using System.Linq.Expressions;

namespace IncubatorHub.Laboratory.LabEquipment;

/// <summary>A document as the API and the console show it. Its bytes are at <c>/api/v1/equipment-documents/{id}/content</c>.</summary>
public sealed record DocumentView(
    Guid Id, Guid Version, Guid FacilityId, Guid EquipmentId, Guid? WorkOrderId, DocumentKind Kind, string Title, string FileName, string ContentType,
    long Bytes, string Sha256, Guid UploadedById, DateTimeOffset CreatedAt, DateTimeOffset? RetiredAt) : IVersioned
{
    /// <summary>The view of a row, as a query.</summary>
    public static Expression<Func<EquipmentDocument, DocumentView>> Of { get; } = row => new DocumentView(
        row.Id, row.Version, row.FacilityId, row.EquipmentId, row.WorkOrderId, row.Kind, row.Title, row.FileName, row.ContentType,
        row.Bytes, row.Sha256, row.UploadedById, row.CreatedAt, row.RetiredAt);

    private static readonly Func<EquipmentDocument, DocumentView> Compiled = Of.Compile();

    /// <summary>The view of a row in memory.</summary>
    public static DocumentView From(EquipmentDocument row) => Compiled(row);
}
