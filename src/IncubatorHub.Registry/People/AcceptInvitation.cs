using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Identity;

namespace IncubatorHub.Registry.People;

/// <summary>
/// Takes up an invitation, once. A new address gets its account with the chosen password; one that has an account gets the role beside what
/// it holds, and keeps its password.
/// </summary>
[UseCase(Right.Public, Writes = true)]
internal sealed class AcceptInvitation(HubDbContext db, UserManager<Account> users, Passwords passwords, TimeProvider time)
    : IUseCase<AcceptInvitation.Request, Done>
{
    public sealed record Request : IRequest<Done>
    {
        [Required, StringLength(100)]
        public required string Token { get; init; }

        /// <summary>Null or empty when the address has an account.</summary>
        [StringLength(Passwords.MaxLength)]
        public string? Password { get; init; }
    }

    public async Task<Outcome<Done>> Handle(Request request, CancellationToken cancel)
    {
        var hash = Secrets.HashOf(request.Token);
        var invitation = await db.Set<Invitation>().SingleOrDefaultAsync(one => one.TokenHash == hash, cancel);
        if (invitation is null || !invitation.IsOpen(time.GetUtcNow()))
            return PeopleProblems.LinkSpent;
        var account = await users.FindByEmailAsync(invitation.Email);
        if (account is { IsActive: false })
            return PeopleProblems.LinkSpent;
        if (account is null)
        {
            account = new Account { Email = invitation.Email, DisplayName = invitation.DisplayName, Language = invitation.Language };
            account.NormalizedEmail = users.NormalizeEmail(invitation.Email);
            if (await passwords.Set(account, request.Password ?? "") is { } weak)
                return weak;
            db.Add(account);
        }

        invitation.Accept();
        var grant = invitation.Grant;
        if (!await db.RoleGrants.AnyAsync(one => one.AccountId == account.Id && one.Role == grant.Role && one.ScopeId == grant.ScopeId, cancel))
            db.Add(RoleGrant.ToAccount(account.Id, grant));
        return Done.It;
    }
}
