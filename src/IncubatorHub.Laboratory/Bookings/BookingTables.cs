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

        /// <summary>Links of the kiosks at the facilities that the caller runs.</summary>
        public DbSet<KioskLink> KioskLinks => db.Set<KioskLink>();
    }
}
