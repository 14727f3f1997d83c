namespace IncubatorHub.Laboratory.LabEquipment;

/// <summary>Ends the use of a document; its file stays and is still to be had by its id.</summary>
[UseCase(Right.EditEquipment, Writes = true)]
internal sealed class RetireDocument(HubDbContext db, CallerContext context, TimeProvider time) : IUseCase<RetireDocument.Request, Done>
{
    public sealed record Request(Guid Id, Guid? SeenVersion) : IRequest<Done>, IEdit;

    public async Task<Outcome<Done>> Handle(Request request, CancellationToken cancel)
    {
        if (await db.EquipmentDocuments.SingleOrDefaultAsync(one => one.Id == request.Id, cancel) is not { } document)
            return CommonProblems.NotFound("document", request.Id);
        if (!context.Caller.MayAtFacility(Right.EditEquipment, document.FacilityId))
            return CommonProblems.Forbidden(Right.EditEquipment);
        if (document.RefuseUnlessSeen(request.SeenVersion) is { } stale)
            return stale;
        document.Retire(time.GetUtcNow());
        return Done.It;
    }

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost("/equipment-documents/{id:guid}/retire", (Guid id, IfMatch ifMatch, HttpUseCases http, CancellationToken cancel) =>
            http.Do(new Request(id, ifMatch.Version), cancel))
        .For<RetireDocument>("Retires a document");
}
