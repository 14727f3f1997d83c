namespace IncubatorHub.Laboratory.Calendars;

/// <summary>The module's tables. Feeds carry no scope filter: each use case looks at the caller's own.</summary>
public static class CalendarTables
{
    extension(HubDbContext db)
    {
        /// <summary>Every feed.</summary>
        public DbSet<CalendarFeed> CalendarFeeds => db.Set<CalendarFeed>();

        /// <summary>Bookings as they were last told outside.</summary>
        public DbSet<ToldBooking> ToldBookings => db.Set<ToldBooking>();

        /// <summary>Reminders that went.</summary>
        public DbSet<BookingReminder> BookingReminders => db.Set<BookingReminder>();
    }
}
