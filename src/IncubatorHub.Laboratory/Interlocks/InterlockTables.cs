namespace IncubatorHub.Laboratory.Interlocks;

/// <summary>The module's tables.</summary>
public static class InterlockTables
{
    extension(HubDbContext db)
    {
        /// <summary>Interlocks of the facilities that the caller runs.</summary>
        public DbSet<Interlock> Interlocks => db.Set<Interlock>();
    }
}
