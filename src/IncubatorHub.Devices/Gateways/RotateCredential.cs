using System.ComponentModel.DataAnnotations;
using IncubatorHub.Platform.Auditing;

namespace IncubatorHub.Devices.Gateways;

/// <summary>
/// Makes a new credential and lets the earlier ones end after an overlap, so that the new secret can be brought to the site while the
/// gateway goes on with the old one.
/// </summary>
[UseCase(Right.EditGateway, Writes = true)]
internal sealed class RotateCredential(HubDbContext db, CallerContext context, EventOutbox outbox, AuditNotes audit, TimeProvider time)
    : IUseCase<RotateCredential.Request, RotateCredential.Answer>
{
    /// <summary>Most credentials that are not revoked or over at a time.</summary>
    public const int MaxValid = 3;

    public sealed record Request(Guid GatewayId, Fields Fields) : IRequest<Answer>;

    public sealed record Fields
    {
        /// <summary>Hours that the earlier credentials stay valid: 0 to 720, default 24.</summary>
        [Range(0, 720)]
        public int OverlapHours { get; init; } = 24;
    }

    /// <param name="Credential">The new credential.</param>
    /// <param name="Secret">Shown this once.</param>
    public sealed record Answer(CredentialView Credential, string Secret) : IShownOnce;

    public async Task<Outcome<Answer>> Handle(Request request, CancellationToken cancel)
    {
        var (gateway, refusal) = await db.FindToRun(request.GatewayId, Right.EditGateway, context.Caller, cancel);
        if (gateway is null)
            return refusal!;
        if (gateway.State is GatewayState.Retired)
            return GatewayProblems.NotActive(gateway.State);
        // Two rotations at once would each count the credentials without the other's.
        await db.TakeTurn("gateway credentials", gateway.Id, cancel);
        var now = time.GetUtcNow();
        var valid = (await db.GatewayCredentials.Where(one => one.GatewayId == gateway.Id && one.RevokedAt == null).ToListAsync(cancel))
            .Where(one => one.AdmitsAt(now)).ToList();
        if (valid.Count >= MaxValid)
            return GatewayProblems.TooManyCredentials(MaxValid);

        var end = now.AddHours(request.Fields.OverlapHours);
        foreach (var earlier in valid.Where(one => one.ValidUntil is not { } until || until > end))
            earlier.ValidUntil = end;
        var secret = GatewaySecret.Create();
        var made = GatewayCredential.Of(gateway.Id, secret, now);
        db.Add(made);
        audit.Note(nameof(GatewayCredential), made.Id, new { Gateway = gateway.Key, made.Prefix, EarlierEnd = end });
        outbox.Publish(new GatewayAccessChanged(gateway.Id));
        return new Answer(new CredentialView(made.Id, made.Prefix, made.CreatedAt, made.ValidUntil, made.RevokedAt), secret.Text);
    }

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost("/gateways/{id:guid}/credentials", (Guid id, Fields fields, HttpUseCases http, CancellationToken cancel) =>
            http.Create(new Request(id, fields), answer => $"/api/v1/gateways/{id}/credentials/{answer.Credential.Id}", cancel))
        .For<RotateCredential>("Rotates a gateway's credential", "The secret in the answer is shown once. Refusals: gateway.too-many-credentials (409).");
}
