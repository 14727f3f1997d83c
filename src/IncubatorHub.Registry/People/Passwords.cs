using Microsoft.AspNetCore.Identity;

namespace IncubatorHub.Registry.People;

/// <summary>Sets and checks passwords by Identity's rules and hash.</summary>
internal sealed class Passwords(UserManager<Account> users)
{
    /// <summary>Longer ones are refused: hashing must not be a lever to load the hub.</summary>
    public const int MaxLength = 128;

    /// <summary>Null when it was set; every session of the account is then over.</summary>
    public async Task<Problem?> Set(Account account, string password)
    {
        foreach (var rule in users.PasswordValidators)
        {
            var verdict = await rule.ValidateAsync(users, account, password);
            if (!verdict.Succeeded)
                return CommonProblems.Invalid("password", string.Join(' ', verdict.Errors.Select(error => error.Description)));
        }

        if (password.Contains(account.Email, StringComparison.OrdinalIgnoreCase))
            return CommonProblems.Invalid("password", "It must not hold the address.");
        account.PasswordHash = users.PasswordHasher.HashPassword(account, password);
        account.EndSessions();
        return null;
    }

    /// <summary>Whether it is the account's password. Costs the same when there is no account, so that an answer's time tells nothing.</summary>
    public bool IsRight(Account? account, string password)
    {
        if (account?.PasswordHash is not { } hash)
        {
            users.PasswordHasher.VerifyHashedPassword(NoAccount, NoAccount.PasswordHash!, password);
            return false;
        }

        var verdict = users.PasswordHasher.VerifyHashedPassword(account, hash, password);
        if (verdict is PasswordVerificationResult.SuccessRehashNeeded)
            account.PasswordHash = users.PasswordHasher.HashPassword(account, password);
        return verdict is not PasswordVerificationResult.Failed;
    }

    private static readonly Account NoAccount = MakeNoAccount();

    private static Account MakeNoAccount()
    {
        var account = new Account { Email = "", DisplayName = "" };
        account.PasswordHash = new PasswordHasher<Account>().HashPassword(account, Secrets.NewToken());
        return account;
    }
}
