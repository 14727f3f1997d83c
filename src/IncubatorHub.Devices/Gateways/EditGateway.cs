using System.ComponentModel.DataAnnotations;

namespace IncubatorHub.Devices.Gateways;

/// <summary>Renames a gateway.</summary>
[UseCase(Right.EditGateway, Writes = true)]
internal sealed class EditGateway(HubDbContext db, CallerContext context, TimeProvider time) : IUseCase<EditGateway.Request, GatewayView>
{
    public sealed record Request(Guid Id, Guid? SeenVersion, Fields Fields) : IRequest<GatewayView>, IEdit;

    public sealed record Fields
    {
        [Required, StringLength(200, MinimumLength = 1)]
        public required string Name { get; init; }
    }

    public async Task<Outcome<GatewayView>> Handle(Request request, CancellationToken cancel)
    {
        var (gateway, refusal) = await db.FindForEdit(request.Id, request.SeenVersion, context.Caller, cancel);
        if (gateway is null)
            return refusal!;
        gateway.Name = request.Fields.Name;
        await db.SaveChangesAsync(cancel);
        return GatewayView.At(time.GetUtcNow()).Compile()(gateway);
    }

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPut("/gateways/{id:guid}", (Guid id, Fields fields, IfMatch ifMatch, HttpUseCases http, CancellationToken cancel) =>
            http.Answer(new Request(id, ifMatch.Version, fields), cancel))
        .For<EditGateway>("Edits a gateway");
}
