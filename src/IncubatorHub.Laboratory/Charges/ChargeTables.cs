namespace IncubatorHub.Laboratory.Charges;

/// <summary>The module's tables.</summary>
public static class ChargeTables
{
    extension(HubDbContext db)
    {
        /// <summary>Price plans of the caller's houses.</summary>
        public DbSet<PricePlan> PricePlans => db.Set<PricePlan>();

        /// <summary>Rates of consumption tax.</summary>
        public DbSet<TaxRate> TaxRates => db.Set<TaxRate>();

        /// <summary>Accounts of the caller's companies and of the facilities that the caller runs.</summary>
        public DbSet<CreditAccount> CreditAccounts => db.Set<CreditAccount>();

        /// <summary>Their ledgers.</summary>
        public DbSet<CreditEntry> CreditEntries => db.Set<CreditEntry>();

        /// <summary>What bookings of the caller's companies, and at the facilities that the caller runs, cost.</summary>
        public DbSet<Charge> Charges => db.Set<Charge>();

        /// <summary>Requests for corrections, with the same reach.</summary>
        public DbSet<AdjustmentRequest> AdjustmentRequests => db.Set<AdjustmentRequest>();
    }
}
