using IncubatorHub.Incubation;
using IncubatorHub.Platform.Authorisation;
using IncubatorHub.Platform.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace IncubatorHub.Migrations.Postgres;

/// <summary>Lets dotnet-ef make the context without a host; no connection is opened.</summary>
internal sealed class DesignTimeFactory : IDesignTimeDbContextFactory<HubDbContext>
{
    public HubDbContext CreateDbContext(string[] args)
    {
        var options = new DbContextOptionsBuilder<HubDbContext>();
        PersistenceRegistration.Use(options, DatabaseProvider.Postgres, "Host=localhost;Database=design_time");
        return new HubDbContext(options.Options, PersistenceRegistration.ModelOf(Wings.All), new CallerContext());
    }
}
