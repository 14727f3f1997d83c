namespace IncubatorHub.Registry.People;

/// <summary>
/// The module's tables. They carry no scope filter, because one person may belong to many scopes: read them through
/// <see cref="PeopleInSight"/>, or look only at the caller's own rows.
/// </summary>
public static class PeopleTables
{
    extension(HubDbContext db)
    {
        /// <summary>Every account.</summary>
        public DbSet<Account> Accounts => db.Set<Account>();

        /// <summary>Every grant.</summary>
        public DbSet<RoleGrant> RoleGrants => db.Set<RoleGrant>();

        /// <summary>Every API key.</summary>
        public DbSet<ApiKey> ApiKeys => db.Set<ApiKey>();
    }
}
