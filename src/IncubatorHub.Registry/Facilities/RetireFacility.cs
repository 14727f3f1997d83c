namespace IncubatorHub.Registry.Facilities;

/// <summary>Ends the use of a facility. Its history stays.</summary>
[UseCase(Right.CreateFacility, Writes = true)]
internal sealed class RetireFacility(HubDbContext db, TimeProvider time) : IUseCase<RetireFacility.Request, Done>
{
    public sealed record Request(Guid Id, Guid? SeenVersion) : IRequest<Done>, IEdit;

    public async Task<Outcome<Done>> Handle(Request request, CancellationToken cancel)
    {
        if (await db.Facilities.SingleOrDefaultAsync(facility => facility.Id == request.Id, cancel) is not { } facility)
            return FacilityProblems.NotFound(request.Id);
        if (facility.RefuseUnlessSeen(request.SeenVersion) is { } stale)
            return stale;
        facility.Retire(time.GetUtcNow());
        return Done.It;
    }

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost("/facilities/{id:guid}/retire", (Guid id, IfMatch ifMatch, HttpUseCases http, CancellationToken cancel) =>
            http.Do(new Request(id, ifMatch.Version), cancel))
        .For<RetireFacility>("Retires a facility");
}
