using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Identity;

namespace IncubatorHub.Registry.People;

/// <summary>Sends a link for a new password, if the address has an account that is in use. The answer does not tell.</summary>
[UseCase(Right.Public, Writes = true)]
internal sealed class AskForReset(HubDbContext db, ILookupNormalizer emails, PeopleMails mails, TimeProvider time) : IUseCase<AskForReset.Request, Done>
{
    public sealed record Request([property: Required, StringLength(200)] string Email) : IRequest<Done>;

    public async Task<Outcome<Done>> Handle(Request request, CancellationToken cancel)
    {
        var normalized = emails.NormalizeEmail(request.Email);
        if (await db.Accounts.SingleOrDefaultAsync(one => one.NormalizedEmail == normalized, cancel) is not { IsActive: true } account)
            return Done.It;
        var now = time.GetUtcNow();
        // Nobody's mailbox is filled by others' asking.
        if (await db.Set<PasswordReset>().CountAsync(one => one.AccountId == account.Id && one.ExpiresAt > now, cancel) >= PasswordReset.MaxOpen)
            return Done.It;
        var token = Secrets.NewToken();
        db.Add(new PasswordReset { AccountId = account.Id, TokenHash = Secrets.HashOf(token), ExpiresAt = now + PasswordReset.Life });
        mails.OfferReset(account, token);
        return Done.It;
    }
}
