using Microsoft.AspNetCore.Identity;

namespace IncubatorHub.Registry.People;

/// <summary>What the page behind an invitation's link shows; run by that page only. Whoever holds the token reads the address's mail.</summary>
[UseCase(Right.Public)]
internal sealed class ReadInvitation(HubDbContext db, ILookupNormalizer emails, TimeProvider time) : IUseCase<ReadInvitation.Request, ReadInvitation.Answer>
{
    public sealed record Request(string Token) : IRequest<Answer>;

    /// <param name="Email">The address invited.</param>
    /// <param name="DisplayName">As the inviter wrote it.</param>
    /// <param name="Role">What is offered.</param>
    /// <param name="NeedsPassword">Whether a first password is to be chosen; false when the address has an account.</param>
    public sealed record Answer(string Email, string DisplayName, Role Role, bool NeedsPassword);

    public async Task<Outcome<Answer>> Handle(Request request, CancellationToken cancel)
    {
        var hash = Secrets.HashOf(request.Token);
        var invitation = await db.Set<Invitation>().SingleOrDefaultAsync(one => one.TokenHash == hash, cancel);
        if (invitation is null || !invitation.IsOpen(time.GetUtcNow()))
            return PeopleProblems.LinkSpent;
        var normalized = emails.NormalizeEmail(invitation.Email);
        var hasAccount = await db.Accounts.AnyAsync(account => account.NormalizedEmail == normalized, cancel);
        return new Answer(invitation.Email, invitation.DisplayName, invitation.Role, !hasAccount);
    }
}
