namespace IncubatorHub.Laboratory.Policies;

/// <summary>The module's tables.</summary>
public static class PolicyTables
{
    extension(HubDbContext db)
    {
        /// <summary>Sets of rules. They are no secret, and those of the programme belong to no facility: not filtered by who asks.</summary>
        public DbSet<PolicySet> PolicySets => db.Set<PolicySet>();

        /// <summary>What the sets say and said.</summary>
        public DbSet<PolicyVersion> PolicyVersions => db.Set<PolicyVersion>();

        /// <summary>Special days of the houses in the caller's scope.</summary>
        public DbSet<FacilityDay> FacilityDays => db.Set<FacilityDay>();
    }
}
