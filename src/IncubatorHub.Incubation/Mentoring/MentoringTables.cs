namespace IncubatorHub.Incubation.Mentoring;

/// <summary>The module's tables.</summary>
public static class MentoringTables
{
    extension(HubDbContext db)
    {
        /// <summary>Offers; they carry no scope filter, because the programme's belong to no house: read them through <see cref="OfferGate"/>.</summary>
        public DbSet<MentoringOffer> MentoringOffers => db.Set<MentoringOffer>();

        /// <summary>Sessions of the caller's companies and facilities; a mentor's own through <see cref="SessionReach"/>.</summary>
        public DbSet<MentoringSession> MentoringSessions => db.Set<MentoringSession>();

        /// <summary>When mentors are taken by sessions.</summary>
        public DbSet<HostOccupancy> HostOccupancies => db.Set<HostOccupancy>();

        /// <summary>How much mentoring companies of the caller's facilities may ask for.</summary>
        public DbSet<MentoringAllowance> MentoringAllowances => db.Set<MentoringAllowance>();
    }
}
