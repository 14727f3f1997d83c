using IncubatorHub.Incubation.Progress.Graduation;
using IncubatorHub.Incubation.Progress.Milestones;
using IncubatorHub.Incubation.Progress.Reports;

namespace IncubatorHub.Incubation.Progress;

/// <summary>The module's tables.</summary>
public static class ProgressTables
{
    extension(HubDbContext db)
    {
        /// <summary>Reports of the caller's companies and facilities.</summary>
        public DbSet<CompanyReport> CompanyReports => db.Set<CompanyReport>();

        /// <summary>Which companies left the caller's facilities, and when the caller's own did.</summary>
        public DbSet<CompanyExit> CompanyExits => db.Set<CompanyExit>();

        /// <summary>Milestones of the caller's companies and facilities.</summary>
        public DbSet<Milestone> Milestones => db.Set<Milestone>();

        /// <summary>Stages that companies reached.</summary>
        public DbSet<StageChange> StageChanges => db.Set<StageChange>();

        /// <summary>Keys and cards given out.</summary>
        public DbSet<HandedItem> HandedItems => db.Set<HandedItem>();

        /// <summary>Criteria of graduation of the caller's facilities.</summary>
        public DbSet<GraduationCriterion> GraduationCriteria => db.Set<GraduationCriterion>();

        /// <summary>What was found of criteria.</summary>
        public DbSet<GraduationCheck> GraduationChecks => db.Set<GraduationCheck>();
    }
}
