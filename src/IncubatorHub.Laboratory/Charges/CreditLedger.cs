namespace IncubatorHub.Laboratory.Charges;

/// <summary>What is to be booked on an account.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="AmountYen">What it adds to the balance, tax included.</param>
/// <param name="Key">Unique in the account.</param>
internal sealed record CreditBooking(CreditEntryKind Kind, long AmountYen, string Key)
{
    public Guid? BookingId { get; init; }

    public long NetYen { get; init; }

    public long TaxYen { get; init; }

    public int TaxPercent { get; init; }

    public DateOnly? Month { get; init; }

    /// <summary>The limit does not bind it.</summary>
    public bool MayBeShort { get; init; }

    public string Reason { get; init; } = "";
}

/// <summary>
/// Writes accounts and their entries within the caller's transaction; the caller saves. Whoever opens an account has the turn on it until the commit,
/// so that two at once never spend the same yen. It sees every account: whether money is booked must not depend on who caused it.
/// </summary>
internal sealed class CreditLedger(HubDbContext db, CallerContext context, TimeProvider time)
{
    /// <summary>The account, with the turn on it. One that is not there yet is made.</summary>
    public async Task<CreditAccount> Open(Guid facilityId, Guid companyId, CancellationToken cancel)
    {
        await db.TakeTurn($"credit at {facilityId:N}", companyId, cancel);
        var account = db.CreditAccounts.Local.FirstOrDefault(one => one.FacilityId == facilityId && one.CompanyId == companyId)
            ?? await db.CreditAccounts.IgnoreQueryFilters([ScopeFilters.Name])
                .SingleOrDefaultAsync(one => one.FacilityId == facilityId && one.CompanyId == companyId, cancel);
        if (account is null)
            db.Add(account = new CreditAccount { FacilityId = facilityId, CompanyId = companyId });
        return account;
    }

    /// <summary>The balance, yen. Exact only with the turn.</summary>
    public async Task<long> Balance(Guid accountId, CancellationToken cancel) => (await Last(accountId, cancel))?.BalanceYen ?? 0;

    /// <summary>Books it. Null when done; <c>charge.credit-short</c> when the limit forbids it, and then nothing was changed.</summary>
    public async Task<Problem?> Book(CreditAccount account, CreditBooking what, CancellationToken cancel)
    {
        var last = await Last(account.Id, cancel);
        var balance = last?.BalanceYen ?? 0;
        var mayBeShort = what.MayBeShort || account.IsPostPaid;
        if (!mayBeShort && balance + what.AmountYen < -account.LimitYen)
            return ChargeProblems.CreditShort(-what.AmountYen, balance + account.LimitYen);
        db.Add(new CreditEntry
        {
            AccountId = account.Id, Number = (last?.Number ?? 0) + 1, FacilityId = account.FacilityId, CompanyId = account.CompanyId,
            Kind = what.Kind, AmountYen = what.AmountYen, BalanceYen = balance + what.AmountYen, LimitYen = account.LimitYen, MayBeShort = mayBeShort,
            Key = what.Key, BookingId = what.BookingId, NetYen = what.NetYen, TaxYen = what.TaxYen, TaxPercent = what.TaxPercent, Month = what.Month,
            At = time.GetUtcNow(), ById = context.Caller.Id, Reason = what.Reason,
        });
        return null;
    }

    /// <summary>What stands on the statement of a month so far at one rate, yen net.</summary>
    public async Task<long> NetOfMonth(Guid accountId, DateOnly month, int taxPercent, CancellationToken cancel)
    {
        var stored = await db.CreditEntries.IgnoreQueryFilters([ScopeFilters.Name])
            .Where(entry => entry.AccountId == accountId && entry.Month == month && entry.TaxPercent == taxPercent).SumAsync(entry => entry.NetYen, cancel);
        return stored + Unsaved(accountId).Where(entry => entry.Month == month && entry.TaxPercent == taxPercent).Sum(entry => entry.NetYen);
    }

    // What this transaction has added but not yet saved comes after all that is stored.
    private async Task<CreditEntry?> Last(Guid accountId, CancellationToken cancel) => Unsaved(accountId).MaxBy(entry => entry.Number)
        ?? await db.CreditEntries.AsNoTracking().IgnoreQueryFilters([ScopeFilters.Name]).Where(entry => entry.AccountId == accountId)
            .OrderByDescending(entry => entry.Number).FirstOrDefaultAsync(cancel);

    private IEnumerable<CreditEntry> Unsaved(Guid accountId) => db.ChangeTracker.Entries<CreditEntry>()
        .Where(entry => entry.State is EntityState.Added && entry.Entity.AccountId == accountId).Select(entry => entry.Entity);
}
