namespace IncubatorHub.Registry.Facilities;

/// <summary>The module's tables.</summary>
public static class FacilityTables
{
    extension(HubDbContext db)
    {
        /// <summary>Regional bureaus.</summary>
        public DbSet<Bureau> Bureaus => db.Set<Bureau>();

        /// <summary>The 47 prefectures.</summary>
        public DbSet<Prefecture> Prefectures => db.Set<Prefecture>();

        /// <summary>Cluster projects.</summary>
        public DbSet<ClusterProject> ClusterProjects => db.Set<ClusterProject>();

        /// <summary>Facilities in the caller's scope.</summary>
        public DbSet<Facility> Facilities => db.Set<Facility>();

        /// <summary>Zones of those facilities.</summary>
        public DbSet<Zone> Zones => db.Set<Zone>();

        /// <summary>Units of those facilities.</summary>
        public DbSet<Unit> Units => db.Set<Unit>();

        /// <summary>Who manages the facilities that the caller runs.</summary>
        public DbSet<ManagerAssignment> ManagerAssignments => db.Set<ManagerAssignment>();
    }
}
