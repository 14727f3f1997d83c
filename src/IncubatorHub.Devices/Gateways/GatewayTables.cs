
namespace IncubatorHub.Devices.Gateways;

/// <summary>The module's tables.</summary>
public static class GatewayTables
{
    extension(HubDbContext db)
    {
        /// <summary>Gateways in the caller's scope.</summary>
        public DbSet<Gateway> Gateways => db.Set<Gateway>();

        /// <summary>Their credentials; reach them only through a gateway that the caller sees.</summary>
        public DbSet<GatewayCredential> GatewayCredentials => db.Set<GatewayCredential>();

        /// <summary>Devices behind gateways, discovered and adopted.</summary>
        public DbSet<Device> Devices => db.Set<Device>();

        /// <summary>What devices measure; reach them only through a device that the caller sees.</summary>
        public DbSet<Metric> Metrics => db.Set<Metric>();

        /// <summary>Commands to gateways.</summary>
        public DbSet<SentCommand> GatewayCommands => db.Set<SentCommand>();

        /// <summary>Desired configurations, by version.</summary>
        public DbSet<DesiredConfiguration> DesiredConfigurations => db.Set<DesiredConfiguration>();
    }
}
