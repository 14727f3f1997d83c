namespace IncubatorHub.Devices.Gateways.Commands;

/// <summary>Reads one command, to see what became of it.</summary>
[UseCase(Right.ReadGateway)]
internal sealed class ReadCommand(HubDbContext db) : IUseCase<ReadCommand.Request, CommandView>
{
    public sealed record Request(Guid GatewayId, Guid Id) : IRequest<CommandView>;

    public async Task<Outcome<CommandView>> Handle(Request request, CancellationToken cancel) =>
        await db.GatewayCommands.Where(command => command.Id == request.Id && command.GatewayId == request.GatewayId)
            .Select(CommandView.Of).SingleOrDefaultAsync(cancel) is { } found
            ? found
            : CommonProblems.NotFound("command", request.Id);

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/gateways/{id:guid}/commands/{commandId:guid}",
            (Guid id, Guid commandId, HttpUseCases http, CancellationToken cancel) => http.Answer(new Request(id, commandId), cancel))
        .For<ReadCommand>("Reads a command");
}
