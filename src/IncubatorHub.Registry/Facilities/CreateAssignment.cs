namespace IncubatorHub.Registry.Facilities;

/// <summary>Assigns a person to a facility as its manager. The role that lets the person act there is granted apart, among the people.</summary>
[UseCase(Right.EditPeople, Writes = true)]
internal sealed class CreateAssignment(HubDbContext db, CallerContext context) : IUseCase<CreateAssignment.Request, ManagerView>
{
    public sealed record NewAssignment : ManagerFields
    {
        /// <summary>The person's account.</summary>
        public required Guid AccountId { get; init; }
    }

    public sealed record Request(Guid FacilityId, NewAssignment Fields) : IRequest<ManagerView>;

    public async Task<Outcome<ManagerView>> Handle(Request request, CancellationToken cancel)
    {
        if (await db.RefuseAt(context.Caller, Right.EditPeople, request.FacilityId, cancel) is { } refused)
            return refused;
        var assignment = new ManagerAssignment { FacilityId = request.FacilityId, AccountId = request.Fields.AccountId };
        request.Fields.ApplyTo(assignment);
        db.Add(assignment);
        await db.SaveChangesAsync(cancel);
        return (await ManagerView.WithPeaks(db, [await db.ManagerAssignments.Where(row => row.Id == assignment.Id).Select(ManagerView.Of).SingleAsync(cancel)], cancel))[0];
    }

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost("/facilities/{facilityId:guid}/managers", (Guid facilityId, NewAssignment fields, HttpUseCases http, CancellationToken cancel) =>
            http.Create(new Request(facilityId, fields), view => $"/api/v1/facilities/{view.FacilityId}/managers/{view.Id}", cancel))
        .For<CreateAssignment>("Assigns a manager to a facility",
            "Refusals: manager.assignment-taken (409). More than 100 % of a person's time is no refusal: warnings holds manager.share-over-100.");
}
