namespace IncubatorHub.Laboratory.LabEquipment;

/// <summary>Changes what is known of a utility, its state too.</summary>
[UseCase(Right.EditEquipment, Writes = true)]
internal sealed class EditUtility(HubDbContext db, CallerContext context) : IUseCase<EditUtility.Request, UtilityView>
{
    public sealed record Request(Guid Id, Guid? SeenVersion, UtilityFields Fields) : IRequest<UtilityView>, IEdit;

    public async Task<Outcome<UtilityView>> Handle(Request request, CancellationToken cancel)
    {
        if (await db.Utilities.SingleOrDefaultAsync(utility => utility.Id == request.Id, cancel) is not { } utility)
            return CommonProblems.NotFound("utility", request.Id);
        if (!context.Caller.MayAtFacility(Right.EditEquipment, utility.FacilityId))
            return CommonProblems.Forbidden(Right.EditEquipment);
        if (utility.RetiredAt is not null)
            return CommonProblems.Retired("utility");
        if (utility.RefuseUnlessSeen(request.SeenVersion) is { } stale)
            return stale;
        request.Fields.ApplyTo(utility);
        await db.SaveChangesAsync(cancel);
        return UtilityView.From(utility);
    }

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPut("/utilities/{id:guid}", (Guid id, UtilityFields fields, IfMatch ifMatch, HttpUseCases http, CancellationToken cancel) =>
            http.Answer(new Request(id, ifMatch.Version, fields), cancel))
        .For<EditUtility>("Edits a utility", "Refusals: retired (409).");
}
