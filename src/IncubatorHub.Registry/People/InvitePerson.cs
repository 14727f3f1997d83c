using System.ComponentModel.DataAnnotations;

namespace IncubatorHub.Registry.People;

/// <summary>Invites somebody into a role, by mail. The answer is the same whether the address has an account or not.</summary>
[UseCase(Right.EditCompanyPeople, Writes = true)]
internal sealed class InvitePerson(HubDbContext db, CallerContext context, PeopleMails mails, TimeProvider time)
    : IUseCase<InvitePerson.Request, InvitationView>
{
    public sealed record Request : GrantFields, IRequest<InvitationView>
    {
        [Required, EmailAddress, StringLength(200)]
        [RegularExpression(@"^[^\s@<>,;:""]+@[^\s@<>,;:""]+$")]
        public required string Email { get; init; }

        [Required, StringLength(100, MinimumLength = 1)]
        public required string DisplayName { get; init; }

        /// <summary><c>en</c> or <c>ja</c>: the language of the mail.</summary>
        [Required, RegularExpression("^(en|ja)$")]
        public string Language { get; init; } = "ja";
    }

    public async Task<Outcome<InvitationView>> Handle(Request request, CancellationToken cancel)
    {
        if (await GrantGate.Refuse(db, context.Caller, request, cancel) is { } refused)
            return refused;
        var (token, grant) = (Secrets.NewToken(), request.ToGrant());
        var invitation = new Invitation
        {
            Email = request.Email,
            DisplayName = request.DisplayName,
            Language = request.Language,
            Role = grant.Role,
            Scope = grant.Scope,
            ScopeId = grant.ScopeId,
            TokenHash = Secrets.HashOf(token),
            ExpiresAt = time.GetUtcNow() + Invitation.Life,
        };
        db.Add(invitation);
        mails.Invite(invitation, context.Caller.Name, token);
        await db.SaveChangesAsync(cancel);
        return InvitationView.From(invitation);
    }

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost("/invitations", (Request request, HttpUseCases http, CancellationToken cancel) =>
            http.Create(request, _ => "/api/v1/invitations", cancel))
        .For<InvitePerson>("Invites a person", "The link in the mail is good once, for seven days. Refusals: people.grant-too-high (403).");
}
