using IncubatorHub.Platform.Jobs;

namespace IncubatorHub.Registry.People;

/// <summary>Who a person is to the authorisation now, for what is done in its name without a session; and tokens for addresses that are secrets.</summary>
public sealed class PersonCallers(IServiceScopeFactory scopes)
{
    /// <summary>
    /// The caller that a person is now, for what is done in its name without a session: a calendar feed. <see cref="Caller.Anonymous"/> when the
    /// account is unknown, locked or retired.
    /// </summary>
    public async Task<Caller> CallerOf(Guid accountId, CancellationToken cancel)
    {
        await using var scope = scopes.AsSystem(nameof(PersonCallers));
        var db = scope.ServiceProvider.GetRequiredService<HubDbContext>();
        return await db.Accounts.AsNoTracking().SingleOrDefaultAsync(one => one.Id == accountId, cancel) is { IsActive: true } account
            ? await AccountCallerDirectory.OfAccount(db, account, cancel)
            : Caller.Anonymous;
    }

    /// <summary>256 random bits as 43 characters that need no escaping anywhere: for an address that is a secret.</summary>
    public static string NewToken() => Secrets.NewToken();

    /// <summary>What is kept of a token.</summary>
    public static string HashOf(string token) => Secrets.HashOf(token);
}
