namespace IncubatorHub.Registry.Facilities;

/// <summary>The module's tables.</summary>
public static class FacilityTables
{
    extension(HubDbContext db)
    {
        /// <summary>Facilities in the caller's scope.</summary>
        public DbSet<Facility> Facilities => db.Set<Facility>();
    }
}
