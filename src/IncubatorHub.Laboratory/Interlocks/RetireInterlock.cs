namespace IncubatorHub.Laboratory.Interlocks;

/// <summary>Ends an interlock: no more leases. The switch stays as the gateway last set it, so take it out of the gateway's configuration too.</summary>
[UseCase(Right.EditGateway, Writes = true)]
internal sealed class RetireInterlock(HubDbContext db, CallerContext context, TimeProvider time) : IUseCase<RetireInterlock.Request, Done>
{
    public sealed record Request(Guid Id, Guid? SeenVersion) : IRequest<Done>, IEdit;

    public async Task<Outcome<Done>> Handle(Request request, CancellationToken cancel)
    {
        var (interlock, refusal) = await db.FindInterlock(request.Id, request.SeenVersion, Right.EditGateway, context.Caller, cancel);
        if (interlock is null)
            return refusal!;
        interlock.Retire(time.GetUtcNow());
        return Done.It;
    }

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost("/interlocks/{id:guid}/retire", (Guid id, IfMatch ifMatch, HttpUseCases http, CancellationToken cancel) =>
            http.Do(new Request(id, ifMatch.Version), cancel))
        .For<RetireInterlock>("Retires an interlock", "Refusals: retired (409).");
}
