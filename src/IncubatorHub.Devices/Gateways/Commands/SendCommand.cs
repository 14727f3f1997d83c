using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using IncubatorHub.Protocol;

namespace IncubatorHub.Devices.Gateways.Commands;

/// <summary>Sends a command to a gateway. It waits for the gateway at most until it expires; one for a door never longer than seconds.</summary>
[UseCase(Right.CommandGateway, Writes = true)]
internal sealed class SendCommand(HubDbContext db, CallerContext context, EventOutbox outbox, TimeProvider time) : IUseCase<SendCommand.Request, CommandView>
{
    /// <summary>A door that opens a minute after somebody asked is a hazard.</summary>
    public const int MaxDoorSeconds = 10;

    /// <summary>Longest wait of other commands: a day.</summary>
    public const int MaxSeconds = 86_400;

    /// <summary>Longest arguments, in characters of JSON.</summary>
    public const int MaxArgumentsLength = 4_000;

    private const int DefaultSeconds = 60;

    private static readonly string[] Kinds =
        [CommandKinds.UnlockDoor, CommandKinds.LockDoor, CommandKinds.WriteCoil, CommandKinds.WriteRegister, CommandKinds.Ping, CommandKinds.RereadConfig];

    public sealed record Request(Guid GatewayId, Fields Fields) : IRequest<CommandView>;

    public sealed record Fields
    {
        [Required, StringLength(40)]
        public required string Kind { get; init; }

        [StringLength(130)]
        public string? Target { get; init; }

        /// <summary>A JSON object of at most 4,000 characters.</summary>
        public JsonElement? Arguments { get; init; }

        /// <summary>Seconds until it expires: 1 to 86,400, default 60; for door commands 1 to 10, default 10.</summary>
        [Range(1, MaxSeconds)]
        public int? ExpiresInSeconds { get; init; }
    }

    public async Task<Outcome<CommandView>> Handle(Request request, CancellationToken cancel)
    {
        var (gateway, refusal) = await db.FindToRun(request.GatewayId, Right.CommandGateway, context.Caller, cancel);
        if (gateway is null)
            return refusal!;
        if (gateway.State is not GatewayState.Active)
            return GatewayProblems.NotActive(gateway.State);
        var fields = request.Fields;
        if (!Kinds.Contains(fields.Kind))
            return GatewayProblems.CommandKindUnknown(fields.Kind).With("allowed", Kinds);
        if (fields.Arguments is { ValueKind: not JsonValueKind.Object } || fields.Arguments?.GetRawText().Length > MaxArgumentsLength)
            return CommonProblems.Invalid("arguments", $"A JSON object of at most {MaxArgumentsLength} characters.");
        if (CommandJudge.Refuse(fields.Kind, fields.Target, fields.Arguments) is ({ } field, { } allowed))
            return CommonProblems.Invalid(field, allowed);
        var isDoor = fields.Kind is CommandKinds.UnlockDoor or CommandKinds.LockDoor;
        var seconds = fields.ExpiresInSeconds ?? (isDoor ? MaxDoorSeconds : DefaultSeconds);
        if (isDoor && seconds > MaxDoorSeconds)
            return GatewayProblems.CommandTooLong(seconds, MaxDoorSeconds);

        var now = time.GetUtcNow();
        var command = new SentCommand
        {
            GatewayId = gateway.Id,
            FacilityId = gateway.FacilityId,
            Kind = fields.Kind,
            Target = fields.Target,
            Arguments = fields.Arguments?.GetRawText(),
            IssuedAt = now,
            ExpiresAt = now.AddSeconds(seconds),
        };
        db.Add(command);
        outbox.Publish(new CommandQueued(gateway.Id));
        await db.SaveChangesAsync(cancel);
        return CommandView.From(command);
    }

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost("/gateways/{id:guid}/commands", (Guid id, Fields fields, HttpUseCases http, CancellationToken cancel) =>
            http.Create(new Request(id, fields), command => $"/api/v1/gateways/{id}/commands/{command.Id}", cancel))
        .For<SendCommand>("Sends a command to a gateway",
            "Refusals: gateway.not-active (409), command.kind-unknown (400), command.expires-too-late (400).");
}

/// <summary>A command waits for its gateway.</summary>
public sealed record CommandQueued(Guid GatewayId);
