namespace IncubatorHub.Registry.Facilities;

/// <summary>Ends the use of a unit that nobody rents.</summary>
[UseCase(Right.EditFacility, Writes = true)]
internal sealed class RetireUnit(HubDbContext db, CallerContext context, IEnumerable<IUsesPlaces> users, TimeProvider time)
    : IUseCase<RetireUnit.Request, Done>
{
    public sealed record Request(Guid FacilityId, Guid Id, Guid? SeenVersion) : IRequest<Done>, IEdit;

    public async Task<Outcome<Done>> Handle(Request request, CancellationToken cancel)
    {
        if (await db.Units.SingleOrDefaultAsync(unit => unit.Id == request.Id && unit.FacilityId == request.FacilityId, cancel) is not { } unit)
            return CommonProblems.NotFound("unit", request.Id);
        if (!context.Caller.MayAtFacility(Right.EditFacility, unit.FacilityId))
            return CommonProblems.Forbidden(Right.EditFacility);
        if (unit.RefuseUnlessSeen(request.SeenVersion) is { } stale)
            return stale;
        foreach (var user in users)
        {
            if (await user.Uses(unit.Id, cancel))
                return FacilityProblems.UnitInUse(user.What);
        }

        unit.Retire(time.GetUtcNow());
        return Done.It;
    }

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost("/facilities/{facilityId:guid}/units/{id:guid}/retire",
            (Guid facilityId, Guid id, IfMatch ifMatch, HttpUseCases http, CancellationToken cancel) =>
                http.Do(new Request(facilityId, id, ifMatch.Version), cancel))
        .For<RetireUnit>("Retires a unit", "Refusals: unit.in-use (409).");
}
