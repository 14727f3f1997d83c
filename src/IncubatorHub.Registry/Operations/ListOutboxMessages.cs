
namespace IncubatorHub.Registry.Operations;

/// <summary>An event on its way to a handler; never what it says.</summary>
public sealed record OutboxMessageView(
    Guid Id, string Event, string Handler, OutboxState State, int Attempts, string? LastError, DateTimeOffset At, DateTimeOffset DueAt, DateTimeOffset? HandledAt);

/// <summary>Lists events on their way to their handlers, the latest first.</summary>
[UseCase(Right.OperateSystem)]
internal sealed class ListOutboxMessages(HubDbContext db) : IUseCase<ListOutboxMessages.Request, Page<OutboxMessageView>>
{
    /// <param name="State">Only these.</param>
    public sealed record Request(Choice<OutboxState>? State = null, string? Sort = null, int? Limit = null, string? Cursor = null, int? Offset = null)
        : IRequest<Page<OutboxMessageView>>, IPaged;

    private static readonly SortKeys<OutboxMessage> Keys = new SortKeys<OutboxMessage>(message => message.Id).By("at", message => message.At);

    public Task<Outcome<Page<OutboxMessageView>>> Handle(Request request, CancellationToken cancel)
    {
        var rows = db.Set<OutboxMessage>().AsQueryable();
        if (request.State is { } state)
            rows = rows.Where(message => message.State == state.Value);
        return rows.ToPage(request with { Sort = request.Sort ?? "-at" }, Keys, message => new OutboxMessageView(
            message.Id, message.Event, message.Handler, message.State, message.Attempts, message.LastError, message.At, message.DueAt, message.HandledAt), cancel);
    }

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/outbox-messages", ([AsParameters] Request request, HttpUseCases http, CancellationToken cancel) => http.Answer(request, cancel))
        .For<ListOutboxMessages>("Lists events on their way to their handlers");
}
