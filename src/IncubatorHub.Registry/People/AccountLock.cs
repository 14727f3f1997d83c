using System.Linq.Expressions;

namespace IncubatorHub.Registry.People;

/// <summary>
/// Takes an account's row for the length of the transaction, so that guesses made in parallel are judged one after the other and each is
/// counted. An update that changes nothing locks the row on PostgreSQL; SQLite's write transaction locks already.
/// </summary>
internal static class AccountLock
{
    public static async Task<Account?> Take(HubDbContext db, Expression<Func<Account, bool>> which, CancellationToken cancel)
    {
        await db.Accounts.Where(which).ExecuteUpdateAsync(set => set.SetProperty(account => account.FailedSignIns, account => account.FailedSignIns), cancel);
        return await db.Accounts.SingleOrDefaultAsync(which, cancel);
    }
}
