namespace IncubatorHub.Registry.Facilities;

/// <summary>Changes what is known of a facility.</summary>
[UseCase(Right.EditFacility, Writes = true)]
internal sealed class EditFacility(HubDbContext db, CallerContext context) : IUseCase<EditFacility.Request, FacilityView>
{
    public sealed record Request(Guid Id, Guid? SeenVersion, FacilityFields Fields) : IRequest<FacilityView>, IEdit;

    public async Task<Outcome<FacilityView>> Handle(Request request, CancellationToken cancel)
    {
        if (await db.Facilities.SingleOrDefaultAsync(facility => facility.Id == request.Id, cancel) is not { } facility)
            return FacilityProblems.NotFound(request.Id);
        if (!context.Caller.MayAtFacility(Right.EditFacility, facility.Id))
            return CommonProblems.Forbidden(Right.EditFacility);
        if (facility.RetiredAt is not null)
            return CommonProblems.Retired("facility");
        if (facility.RefuseUnlessSeen(request.SeenVersion) is { } stale)
            return stale;
        if (await request.Fields.Refuse(db, facility.ProjectCode, cancel) is { } wrong)
            return wrong;
        request.Fields.ApplyTo(facility);
        await db.SaveChangesAsync(cancel);
        return FacilityView.From(facility);
    }

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPut("/facilities/{id:guid}", (Guid id, FacilityFields fields, IfMatch ifMatch, HttpUseCases http, CancellationToken cancel) =>
            http.Answer(new Request(id, ifMatch.Version, fields), cancel))
        .For<EditFacility>("Edits a facility");
}
