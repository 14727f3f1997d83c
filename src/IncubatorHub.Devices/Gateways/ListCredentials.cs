namespace IncubatorHub.Devices.Gateways;

/// <summary>A credential without its secret.</summary>
public sealed record CredentialView(Guid Id, string Prefix, DateTimeOffset CreatedAt, DateTimeOffset? ValidUntil, DateTimeOffset? RevokedAt);

/// <summary>Lists a gateway's credentials, newest first.</summary>
[UseCase(Right.ReadGateway)]
internal sealed class ListCredentials(HubDbContext db) : IUseCase<ListCredentials.Request, IReadOnlyList<CredentialView>>
{
    public sealed record Request(Guid GatewayId) : IRequest<IReadOnlyList<CredentialView>>;

    public async Task<Outcome<IReadOnlyList<CredentialView>>> Handle(Request request, CancellationToken cancel)
    {
        if (!await db.Gateways.AnyAsync(gateway => gateway.Id == request.GatewayId, cancel))
            return GatewayProblems.NotFound(request.GatewayId);
        return await db.GatewayCredentials.Where(one => one.GatewayId == request.GatewayId).OrderByDescending(one => one.CreatedAt)
            .Select(one => new CredentialView(one.Id, one.Prefix, one.CreatedAt, one.ValidUntil, one.RevokedAt)).ToListAsync(cancel);
    }

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/gateways/{id:guid}/credentials", (Guid id, HttpUseCases http, CancellationToken cancel) => http.Answer(new Request(id), cancel))
        .For<ListCredentials>("Lists a gateway's credentials");
}
