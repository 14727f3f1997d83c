using IncubatorHub.Laboratory.Bookings.Kiosks;
using IncubatorHub.Laboratory.Bookings.Series;
using IncubatorHub.Laboratory.Bookings.Waiting;

namespace IncubatorHub.Laboratory.Bookings;

/// <summary>The module's tables.</summary>
public static class BookingTables
{
    extension(HubDbContext db)
    {
        /// <summary>Bookings of the caller's companies and of the facilities that the caller runs.</summary>
        public DbSet<Booking> Bookings => db.Set<Booking>();

        /// <summary>When instruments and zones of the caller's houses are taken.</summary>
        public DbSet<Occupancy> Occupancies => db.Set<Occupancy>();

        /// <summary>Bookings that were made as one.</summary>
        public DbSet<BookingSeries> BookingSeries => db.Set<BookingSeries>();

        /// <summary>What was left out of them.</summary>
        public DbSet<SkippedOccurrence> SkippedOccurrences => db.Set<SkippedOccurrence>();

        /// <summary>Who waits for what.</summary>
        public DbSet<WaitlistEntry> Waitlist => db.Set<WaitlistEntry>();

        /// <summary>Links of the kiosks at the facilities that the caller runs.</summary>
        public DbSet<KioskLink> KioskLinks => db.Set<KioskLink>();
    }
}
