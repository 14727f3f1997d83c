using System.ComponentModel.DataAnnotations;

namespace IncubatorHub.Incubation.Admissions.Units;

/// <summary>Puts one who waits at another place of the order.</summary>
[UseCase(Right.ManageAdmissions, Writes = true)]
internal sealed class MoveUnitWait(HubDbContext db, CallerContext context, UnitQueue queue) : IUseCase<MoveUnitWait.Request, Done>
{
    public sealed record Where
    {
        /// <summary>From 1; beyond the end: the end.</summary>
        [Range(1, 10_000)]
        public required int Place { get; init; }
    }

    public sealed record Request(Guid Id, Guid? SeenVersion, Where Where) : IRequest<Done>, IEdit;

    public async Task<Outcome<Done>> Handle(Request request, CancellationToken cancel)
    {
        if (await db.UnitWaits.SingleOrDefaultAsync(one => one.Id == request.Id, cancel) is not { } wait)
            return CommonProblems.NotFound("unit wait", request.Id);
        if (!context.Caller.MayAtFacility(Right.ManageAdmissions, wait.FacilityId))
            return CommonProblems.Forbidden(Right.ManageAdmissions);
        if (wait.RefuseUnlessSeen(request.SeenVersion) is { } stale)
            return stale;
        if (wait.State is UnitWaitState.Waiting)
            await queue.Move(wait, request.Where.Place, cancel);
        return Done.It;
    }

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost("/unit-waits/{id:guid}/move", (Guid id, Where where, IfMatch ifMatch, HttpUseCases http, CancellationToken cancel) =>
            http.Do(new Request(id, ifMatch.Version, where), cancel))
        .For<MoveUnitWait>("Moves one who waits for a unit");
}
