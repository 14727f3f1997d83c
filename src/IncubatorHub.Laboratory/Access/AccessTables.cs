namespace IncubatorHub.Laboratory.Access;

/// <summary>The module's tables.</summary>
public static class AccessTables
{
    extension(HubDbContext db)
    {
        /// <summary>Doors of the facilities that the caller runs.</summary>
        public DbSet<Door> Doors => db.Set<Door>();

        /// <summary>Readers at those doors.</summary>
        public DbSet<DoorReader> DoorReaders => db.Set<DoorReader>();

        /// <summary>Cards that those readers know.</summary>
        public DbSet<AccessCard> AccessCards => db.Set<AccessCard>();
    }
}
