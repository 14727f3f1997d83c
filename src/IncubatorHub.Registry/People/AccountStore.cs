using Microsoft.AspNetCore.Identity;

namespace IncubatorHub.Registry.People;

/// <summary>
/// Lets Identity's <see cref="UserManager{TUser}"/> work on <see cref="Account"/>, which is an audited and versioned row like any other.
/// It saves within the transaction of the use case.
/// </summary>
internal sealed class AccountStore(HubDbContext db) : IUserPasswordStore<Account>, IUserEmailStore<Account>, IUserSecurityStampStore<Account>
{
    public async Task<IdentityResult> CreateAsync(Account user, CancellationToken cancellationToken)
    {
        db.Add(user);
        await db.SaveChangesAsync(cancellationToken);
        return IdentityResult.Success;
    }

    public async Task<IdentityResult> UpdateAsync(Account user, CancellationToken cancellationToken)
    {
        await db.SaveChangesAsync(cancellationToken);
        return IdentityResult.Success;
    }

    public Task<IdentityResult> DeleteAsync(Account user, CancellationToken cancellationToken) =>
        throw new NotSupportedException("An account is retired, never deleted.");

    public Task<Account?> FindByIdAsync(string userId, CancellationToken cancellationToken) =>
        Guid.TryParse(userId, out var id) ? db.Accounts.SingleOrDefaultAsync(account => account.Id == id, cancellationToken) : Task.FromResult<Account?>(null);

    public Task<Account?> FindByNameAsync(string normalizedUserName, CancellationToken cancellationToken) =>
        db.Accounts.SingleOrDefaultAsync(account => account.NormalizedEmail == normalizedUserName, cancellationToken);

    public Task<Account?> FindByEmailAsync(string normalizedEmail, CancellationToken cancellationToken) => FindByNameAsync(normalizedEmail, cancellationToken);

    public Task<string> GetUserIdAsync(Account user, CancellationToken cancellationToken) => Task.FromResult(user.Id.ToString());

    public Task<string?> GetUserNameAsync(Account user, CancellationToken cancellationToken) => Task.FromResult<string?>(user.Email);

    public Task<string?> GetNormalizedUserNameAsync(Account user, CancellationToken cancellationToken) => Task.FromResult<string?>(user.NormalizedEmail);

    public Task<string?> GetEmailAsync(Account user, CancellationToken cancellationToken) => Task.FromResult<string?>(user.Email);

    public Task<string?> GetNormalizedEmailAsync(Account user, CancellationToken cancellationToken) => Task.FromResult<string?>(user.NormalizedEmail);

    // An address is proven by the invitation that was sent to it.
    public Task<bool> GetEmailConfirmedAsync(Account user, CancellationToken cancellationToken) => Task.FromResult(user.PasswordHash is not null);

    public Task<string?> GetPasswordHashAsync(Account user, CancellationToken cancellationToken) => Task.FromResult(user.PasswordHash);

    public Task<bool> HasPasswordAsync(Account user, CancellationToken cancellationToken) => Task.FromResult(user.PasswordHash is not null);

    public Task<string?> GetSecurityStampAsync(Account user, CancellationToken cancellationToken) => Task.FromResult<string?>(user.SecurityStamp);

    public Task SetUserNameAsync(Account user, string? userName, CancellationToken cancellationToken) => SetEmailAsync(user, userName, cancellationToken);

    public Task SetNormalizedUserNameAsync(Account user, string? normalizedName, CancellationToken cancellationToken) => Note(user.NormalizedEmail = normalizedName!);

    public Task SetEmailAsync(Account user, string? email, CancellationToken cancellationToken) => Note(user.Email = email!);

    public Task SetNormalizedEmailAsync(Account user, string? normalizedEmail, CancellationToken cancellationToken) => Note(user.NormalizedEmail = normalizedEmail!);

    public Task SetEmailConfirmedAsync(Account user, bool confirmed, CancellationToken cancellationToken) => Task.CompletedTask;

    public Task SetPasswordHashAsync(Account user, string? passwordHash, CancellationToken cancellationToken) => Note(user.PasswordHash = passwordHash);

    public Task SetSecurityStampAsync(Account user, string stamp, CancellationToken cancellationToken) => Note(user.SecurityStamp = stamp);

    public void Dispose()
    {
        // The context belongs to the scope.
    }

    private static Task Note(string? assigned) => Task.CompletedTask;
}
