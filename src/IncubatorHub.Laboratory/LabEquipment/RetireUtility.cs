namespace IncubatorHub.Laboratory.LabEquipment;

/// <summary>Ends the use of a utility that no equipment in use needs any more.</summary>
[UseCase(Right.EditEquipment, Writes = true)]
internal sealed class RetireUtility(HubDbContext db, CallerContext context, TimeProvider time) : IUseCase<RetireUtility.Request, Done>
{
    public sealed record Request(Guid Id, Guid? SeenVersion) : IRequest<Done>, IEdit;

    public async Task<Outcome<Done>> Handle(Request request, CancellationToken cancel)
    {
        if (await db.Utilities.SingleOrDefaultAsync(utility => utility.Id == request.Id, cancel) is not { } utility)
            return CommonProblems.NotFound("utility", request.Id);
        if (!context.Caller.MayAtFacility(Right.EditEquipment, utility.FacilityId))
            return CommonProblems.Forbidden(Right.EditEquipment);
        if (utility.RefuseUnlessSeen(request.SeenVersion) is { } stale)
            return stale;
        var needed = db.UtilityNeeds.Where(need => need.UtilityId == utility.Id)
            .Join(db.Equipment.Where(equipment => equipment.RetiredAt == null), need => need.EquipmentId, equipment => equipment.Id, (need, _) => need.Id);
        if (await needed.AnyAsync(cancel))
            return UtilityProblems.Needed;
        utility.Retire(time.GetUtcNow());
        return Done.It;
    }

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost("/utilities/{id:guid}/retire", (Guid id, IfMatch ifMatch, HttpUseCases http, CancellationToken cancel) =>
            http.Do(new Request(id, ifMatch.Version), cancel))
        .For<RetireUtility>("Retires a utility", "Refusals: utility.needed (409).");
}
