namespace IncubatorHub.Registry.Tenancies;

/// <summary>The module's tables.</summary>
public static class TenancyTables
{
    extension(HubDbContext db)
    {
        /// <summary>Companies in the caller's scope.</summary>
        public DbSet<Company> Companies => db.Set<Company>();

        /// <summary>Tenancies in the caller's scope.</summary>
        public DbSet<Tenancy> Tenancies => db.Set<Tenancy>();
    }
}
