using IncubatorHub.Platform.Auditing;

namespace IncubatorHub.Devices.Gateways;

/// <summary>Ends a credential now. A live connection that used it is closed at once.</summary>
[UseCase(Right.EditGateway, Writes = true)]
internal sealed class RevokeCredential(HubDbContext db, CallerContext context, EventOutbox outbox, AuditNotes audit, TimeProvider time)
    : IUseCase<RevokeCredential.Request, Done>
{
    public sealed record Request(Guid GatewayId, Guid CredentialId) : IRequest<Done>;

    public async Task<Outcome<Done>> Handle(Request request, CancellationToken cancel)
    {
        var (gateway, refusal) = await db.FindToRun(request.GatewayId, Right.EditGateway, context.Caller, cancel);
        if (gateway is null)
            return refusal!;
        if (await db.GatewayCredentials.SingleOrDefaultAsync(one => one.Id == request.CredentialId && one.GatewayId == gateway.Id, cancel) is not { } credential)
            return CommonProblems.NotFound("credential", request.CredentialId);
        if (credential.RevokedAt is not null)
            return Done.It;
        credential.RevokedAt = time.GetUtcNow();
        audit.Note(nameof(GatewayCredential), credential.Id, new { Gateway = gateway.Key, credential.Prefix, Revoked = true });
        outbox.Publish(new GatewayAccessChanged(gateway.Id));
        return Done.It;
    }

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost("/gateways/{id:guid}/credentials/{credentialId:guid}/revoke",
            (Guid id, Guid credentialId, HttpUseCases http, CancellationToken cancel) => http.Do(new Request(id, credentialId), cancel))
        .For<RevokeCredential>("Revokes a credential");
}
