namespace IncubatorHub.Laboratory.Evidence;

/// <summary>The module's tables.</summary>
public static class EvidenceTables
{
    extension(HubDbContext db)
    {
        /// <summary>Whose use it was, at the facilities that the caller runs.</summary>
        public DbSet<SessionAttribution> SessionAttributions => db.Set<SessionAttribution>();

        /// <summary>What the hub did with bookings by itself, or would have done.</summary>
        public DbSet<AutomaticAct> AutomaticActs => db.Set<AutomaticAct>();

        /// <summary>What holders of bookings were asked.</summary>
        public DbSet<EvidenceQuestion> EvidenceQuestions => db.Set<EvidenceQuestion>();

        /// <summary>Uses that a manager should look at.</summary>
        public DbSet<UsageCase> UsageCases => db.Set<UsageCase>();
    }
}
