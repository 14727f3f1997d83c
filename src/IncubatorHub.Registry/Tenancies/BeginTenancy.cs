using IncubatorHub.Registry.Facilities;

namespace IncubatorHub.Registry.Tenancies;

/// <summary>The company moves in.</summary>
[UseCase(Right.EditTenancy, Writes = true)]
internal sealed class BeginTenancy(HubDbContext db, CallerContext context, TimeProvider time) : IUseCase<BeginTenancy.Request, TenancyView>
{
    public sealed record Request(Guid Id, Guid? SeenVersion) : IRequest<TenancyView>, IEdit;

    public async Task<Outcome<TenancyView>> Handle(Request request, CancellationToken cancel)
    {
        if (await db.Tenancies.SingleOrDefaultAsync(tenancy => tenancy.Id == request.Id, cancel) is not { } tenancy)
            return CommonProblems.NotFound("tenancy", request.Id);
        if (!context.Caller.MayAtFacility(Right.EditTenancy, tenancy.FacilityId))
            return CommonProblems.Forbidden(Right.EditTenancy);
        if (tenancy.State is not TenancyState.Planned)
            return TenancyProblems.WrongState(tenancy.State, TenancyState.Planned);
        if (tenancy.RefuseUnlessSeen(request.SeenVersion) is { } stale)
            return stale;
        var zone = await db.Facilities.Where(facility => facility.Id == tenancy.FacilityId).Select(facility => facility.TimeZone).SingleAsync(cancel);
        if (tenancy.StartsOn > FacilityGate.Today(zone, time.GetUtcNow()))
            return TenancyProblems.StartsLater(tenancy.StartsOn);
        tenancy.State = TenancyState.Current;
        await db.SaveChangesAsync(cancel);
        return await db.Tenancies.Where(row => row.Id == tenancy.Id).Select(TenancyView.Of(db)).SingleAsync(cancel);
    }

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost("/tenancies/{id:guid}/begin", (Guid id, IfMatch ifMatch, HttpUseCases http, CancellationToken cancel) =>
            http.Answer(new Request(id, ifMatch.Version), cancel))
        .For<BeginTenancy>("Begins a tenancy", "Refusals: tenancy.wrong-state, tenancy.starts-later, tenancy.unit-occupied (409).");
}
