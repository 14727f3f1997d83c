
namespace IncubatorHub.Registry.Operations;

/// <summary>Sets an event that was given up to wait again, with all its attempts.</summary>
[UseCase(Right.OperateSystem, Writes = true)]
internal sealed class RetryOutboxMessage(HubDbContext db, AuditNotes notes, TimeProvider time) : IUseCase<RetryOutboxMessage.Request, Done>
{
    private static readonly Problem NotDead = new("outbox.not-dead", 409, "Only an event that was given up can be set to wait again.");

    public sealed record Request(Guid Id) : IRequest<Done>;

    public async Task<Outcome<Done>> Handle(Request request, CancellationToken cancel)
    {
        if (await db.Set<OutboxMessage>().SingleOrDefaultAsync(message => message.Id == request.Id, cancel) is not { } message)
            return CommonProblems.NotFound("event", request.Id);
        if (message.State is not OutboxState.Dead)
            return NotDead;
        (message.State, message.Attempts, message.DueAt) = (OutboxState.Waiting, 0, time.GetUtcNow());
        notes.Note(nameof(OutboxMessage), message.Id, new { message.Event, message.Handler });
        return Done.It;
    }

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost("/outbox-messages/{id:guid}/retry", (Guid id, HttpUseCases http, CancellationToken cancel) => http.Do(new Request(id), cancel))
        .For<RetryOutboxMessage>("Sets an event that was given up to wait again", "Refusals: outbox.not-dead (409).");
}
