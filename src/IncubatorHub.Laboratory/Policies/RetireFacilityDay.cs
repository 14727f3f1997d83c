namespace IncubatorHub.Laboratory.Policies;

/// <summary>Makes a day like others again.</summary>
[UseCase(Right.EditPolicy, Writes = true)]
internal sealed class RetireFacilityDay(HubDbContext db, CallerContext context, TimeProvider time) : IUseCase<RetireFacilityDay.Request, Done>
{
    public sealed record Request(Guid Id, Guid? SeenVersion) : IRequest<Done>, IEdit;

    public async Task<Outcome<Done>> Handle(Request request, CancellationToken cancel)
    {
        if (await db.FacilityDays.SingleOrDefaultAsync(day => day.Id == request.Id, cancel) is not { } day)
            return CommonProblems.NotFound("special day", request.Id);
        if (!context.Caller.MayAtFacility(Right.EditPolicy, day.FacilityId))
            return CommonProblems.Forbidden(Right.EditPolicy);
        if (day.RefuseUnlessSeen(request.SeenVersion) is { } stale)
            return stale;
        day.Retire(time.GetUtcNow());
        return Done.It;
    }

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost("/facility-days/{id:guid}/retire", (Guid id, IfMatch ifMatch, HttpUseCases http, CancellationToken cancel) =>
            http.Do(new Request(id, ifMatch.Version), cancel))
        .For<RetireFacilityDay>("Retires a special day");
}
