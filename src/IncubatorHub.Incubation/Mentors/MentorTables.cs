namespace IncubatorHub.Incubation.Mentors;

/// <summary>The module's tables. Mentors are the programme's, so they carry no scope filter; what of a profile is shown to whom, the use cases judge.</summary>
public static class MentorTables
{
    extension(HubDbContext db)
    {
        /// <summary>What mentoring may be about.</summary>
        public DbSet<MentoringTopic> MentoringTopics => db.Set<MentoringTopic>();

        /// <summary>Every mentor.</summary>
        public DbSet<MentorProfile> MentorProfiles => db.Set<MentorProfile>();

        /// <summary>Every subscription of a mentor to a calendar outside.</summary>
        public DbSet<BusyFeed> BusyFeeds => db.Set<BusyFeed>();

        /// <summary>When mentors are busy by their calendars outside.</summary>
        public DbSet<BusyTime> BusyTimes => db.Set<BusyTime>();
    }
}
