namespace IncubatorHub.Registry.Facilities;

/// <summary>Changes an assignment of a manager; to end it, set its last day.</summary>
[UseCase(Right.EditPeople, Writes = true)]
internal sealed class EditAssignment(HubDbContext db, CallerContext context) : IUseCase<EditAssignment.Request, ManagerView>
{
    public sealed record Request(Guid FacilityId, Guid Id, Guid? SeenVersion, ManagerFields Fields) : IRequest<ManagerView>, IEdit;

    public async Task<Outcome<ManagerView>> Handle(Request request, CancellationToken cancel)
    {
        if (await db.ManagerAssignments.SingleOrDefaultAsync(row => row.Id == request.Id && row.FacilityId == request.FacilityId, cancel) is not { } assignment)
            return CommonProblems.NotFound("manager assignment", request.Id);
        if (!context.Caller.MayAtFacility(Right.EditPeople, assignment.FacilityId))
            return CommonProblems.Forbidden(Right.EditPeople);
        if (assignment.RefuseUnlessSeen(request.SeenVersion) is { } stale)
            return stale;
        request.Fields.ApplyTo(assignment);
        await db.SaveChangesAsync(cancel);
        return (await ManagerView.WithPeaks(db, [await db.ManagerAssignments.Where(row => row.Id == assignment.Id).Select(ManagerView.Of).SingleAsync(cancel)], cancel))[0];
    }

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPut("/facilities/{facilityId:guid}/managers/{id:guid}",
            (Guid facilityId, Guid id, ManagerFields fields, IfMatch ifMatch, HttpUseCases http, CancellationToken cancel) =>
                http.Answer(new Request(facilityId, id, ifMatch.Version, fields), cancel))
        .For<EditAssignment>("Edits an assignment of a manager", "To end it, set endsOn. Refusals: manager.assignment-taken (409).");
}
