namespace IncubatorHub.Laboratory.Usage;

/// <summary>The module's tables.</summary>
public static class UsageTables
{
    extension(HubDbContext db)
    {
        /// <summary>When equipment was in use, at the facilities that the caller runs.</summary>
        public DbSet<UsageSession> UsageSessions => db.Set<UsageSession>();

        /// <summary>What is followed, and what equipment does now, in the caller's houses.</summary>
        public DbSet<UsageWatch> UsageWatches => db.Set<UsageWatch>();
    }
}
