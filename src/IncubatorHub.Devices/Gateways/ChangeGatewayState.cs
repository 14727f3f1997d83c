using System.ComponentModel.DataAnnotations;

namespace IncubatorHub.Devices.Gateways;

/// <summary>Suspends, reactivates or retires a gateway. Unless active, its live connection is closed at once and it may not come back.</summary>
[UseCase(Right.EditGateway, Writes = true)]
internal sealed class ChangeGatewayState(HubDbContext db, CallerContext context, EventOutbox outbox) : IUseCase<ChangeGatewayState.Request, Done>
{
    public sealed record Request(Guid Id, Guid? SeenVersion, Fields Fields) : IRequest<Done>, IEdit;

    public sealed record Fields
    {
        /// <summary>Required: a body without it would put a suspended gateway back into service.</summary>
        [EnumDataType(typeof(GatewayState))]
        public required GatewayState State { get; init; }
    }

    public async Task<Outcome<Done>> Handle(Request request, CancellationToken cancel)
    {
        var (gateway, refusal) = await db.FindForEdit(request.Id, request.SeenVersion, context.Caller, cancel);
        if (gateway is null)
            return refusal!;
        gateway.State = request.Fields.State;
        outbox.Publish(new GatewayAccessChanged(gateway.Id));
        return Done.It;
    }

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPut("/gateways/{id:guid}/state", (Guid id, Fields fields, IfMatch ifMatch, HttpUseCases http, CancellationToken cancel) =>
            http.Do(new Request(id, ifMatch.Version, fields), cancel))
        .For<ChangeGatewayState>("Suspends, reactivates or retires a gateway", "Retiring is final.");
}
