namespace IncubatorHub.Laboratory.Usage;

/// <summary>The module's tables.</summary>
public static class UsageTables
{
    extension(HubDbContext db)
    {
        /// <summary>When equipment was in use, at the facilities that the caller runs.</summary>
        public DbSet<UsageSession> UsageSessions => db.Set<UsageSession>();
    }
}
