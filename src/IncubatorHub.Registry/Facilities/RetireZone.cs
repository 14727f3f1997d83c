namespace IncubatorHub.Registry.Facilities;

/// <summary>Ends the use of a zone in which nothing is left.</summary>
[UseCase(Right.EditFacility, Writes = true)]
internal sealed class RetireZone(HubDbContext db, CallerContext context, IEnumerable<IUsesPlaces> users, TimeProvider time)
    : IUseCase<RetireZone.Request, Done>
{
    public sealed record Request(Guid FacilityId, Guid Id, Guid? SeenVersion) : IRequest<Done>, IEdit;

    public async Task<Outcome<Done>> Handle(Request request, CancellationToken cancel)
    {
        if (await db.Zones.SingleOrDefaultAsync(zone => zone.Id == request.Id && zone.FacilityId == request.FacilityId, cancel) is not { } zone)
            return CommonProblems.NotFound("zone", request.Id);
        if (!context.Caller.MayAtFacility(Right.EditFacility, zone.FacilityId))
            return CommonProblems.Forbidden(Right.EditFacility);
        if (zone.RefuseUnlessSeen(request.SeenVersion) is { } stale)
            return stale;
        if (await db.Zones.AnyAsync(part => part.ParentId == zone.Id && part.RetiredAt == null, cancel))
            return FacilityProblems.ZoneInUse("zone");
        if (await db.Units.AnyAsync(unit => unit.ZoneId == zone.Id && unit.RetiredAt == null, cancel))
            return FacilityProblems.ZoneInUse("unit");
        foreach (var user in users)
        {
            if (await user.Uses(zone.Id, cancel))
                return FacilityProblems.ZoneInUse(user.What);
        }

        zone.Retire(time.GetUtcNow());
        return Done.It;
    }

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost("/facilities/{facilityId:guid}/zones/{id:guid}/retire",
            (Guid facilityId, Guid id, IfMatch ifMatch, HttpUseCases http, CancellationToken cancel) =>
                http.Do(new Request(facilityId, id, ifMatch.Version), cancel))
        .For<RetireZone>("Retires a zone", "Refusals: zone.in-use (409), with what is in it.");
}
