namespace IncubatorHub.Devices.Readings;

/// <summary>The module's tables.</summary>
public static class ReadingTables
{
    extension(HubDbContext db)
    {
        /// <summary>Events of gateways, stored once and in order.</summary>
        public DbSet<StoredEvent> GatewayEvents => db.Set<StoredEvent>();

        /// <summary>Messages of which something could not be taken.</summary>
        public DbSet<QuarantineEntry> QuarantineEntries => db.Set<QuarantineEntry>();
    }
}
