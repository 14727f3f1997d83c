namespace IncubatorHub.Devices.Gateways.Commands;

/// <summary>Lists the commands of a gateway, newest first.</summary>
[UseCase(Right.ReadGateway)]
internal sealed class ListCommands(HubDbContext db) : IUseCase<ListCommands.Request, Page<CommandView>>
{
    /// <param name="GatewayId">The gateway.</param>
    /// <param name="State">Only in this state.</param>
    public sealed record Request(
        Guid GatewayId, CommandState? State = null, string? Sort = "-issuedAt", int? Limit = null, string? Cursor = null, int? Offset = null)
        : IRequest<Page<CommandView>>, IPaged;

    private static readonly SortKeys<SentCommand> Keys = new SortKeys<SentCommand>(command => command.Id).By("issuedAt", command => command.IssuedAt);

    public async Task<Outcome<Page<CommandView>>> Handle(Request request, CancellationToken cancel)
    {
        if (!await db.Gateways.AnyAsync(gateway => gateway.Id == request.GatewayId, cancel))
            return GatewayProblems.NotFound(request.GatewayId);
        var rows = db.GatewayCommands.Where(command => command.GatewayId == request.GatewayId);
        if (request.State is { } state)
            rows = rows.Where(command => command.State == state);
        return await rows.ToPage(request, Keys, CommandView.Of, cancel);
    }

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/gateways/{id:guid}/commands",
            (Guid id, CommandState? state, int? limit, string? cursor, HttpUseCases http, CancellationToken cancel) =>
                http.Answer(new Request(id, state, Limit: limit, Cursor: cursor), cancel))
        .For<ListCommands>("Lists a gateway's commands, newest first");
}
