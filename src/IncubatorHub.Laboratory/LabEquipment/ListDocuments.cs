namespace IncubatorHub.Laboratory.LabEquipment;

/// <summary>Lists the documents of equipment.</summary>
[UseCase(Right.ReadEquipment)]
internal sealed class ListDocuments(HubDbContext db) : IUseCase<ListDocuments.Request, Page<DocumentView>>
{
    /// <param name="FacilityId">Only at this facility.</param>
    /// <param name="EquipmentId">Only of this equipment.</param>
    /// <param name="Kind">Only of this kind.</param>
    /// <param name="WorkOrderId">Only out of this work.</param>
    /// <param name="Retired">true: only retired ones; false (default): the others.</param>
    public sealed record Request(
        Guid? FacilityId = null, Guid? EquipmentId = null, Choice<DocumentKind>? Kind = null, Guid? WorkOrderId = null, bool Retired = false,
        string? Sort = null, int? Limit = null, string? Cursor = null, int? Offset = null) : IRequest<Page<DocumentView>>, IPaged;

    private static readonly SortKeys<EquipmentDocument> Keys = new SortKeys<EquipmentDocument>(document => document.Id)
        .By("createdAt", document => document.CreatedAt)
        .By("title", document => document.Title);

    public Task<Outcome<Page<DocumentView>>> Handle(Request request, CancellationToken cancel)
    {
        var rows = db.EquipmentDocuments.Where(document => (document.RetiredAt != null) == request.Retired);
        if (request.FacilityId is { } facility)
            rows = rows.Where(document => document.FacilityId == facility);
        if (request.EquipmentId is { } equipment)
            rows = rows.Where(document => document.EquipmentId == equipment);
        if (request.Kind is { Value: var kind })
            rows = rows.Where(document => document.Kind == kind);
        if (request.WorkOrderId is { } order)
            rows = rows.Where(document => document.WorkOrderId == order);
        return rows.ToPage(request, Keys, DocumentView.Of, cancel);
    }

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/equipment-documents", ([AsParameters] Request request, HttpUseCases http, CancellationToken cancel) => http.Answer(request, cancel))
        .For<ListDocuments>("Lists documents of equipment");
}
