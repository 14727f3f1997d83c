using IncubatorHub.Platform.Authorisation;
using Microsoft.EntityFrameworkCore;

namespace IncubatorHub.Platform.Persistence;

/// <summary>
/// The one relational context. It knows no entity: the host names the assemblies whose entity configurations it takes. Every query passes the
/// caller's <see cref="DataScope"/>; see <see cref="ScopeFilters"/>.
/// </summary>
public sealed class HubDbContext(DbContextOptions<HubDbContext> options, HubModelAssemblies assemblies, CallerContext caller) : DbContext(options)
{
    /// <summary>Read by the query filters at each query.</summary>
    internal DataScope Scope => caller.Caller.Scope;

    internal HubModelAssemblies Assemblies => assemblies;

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        if (Database.IsSqlite())
            configurationBuilder.Properties<DateTimeOffset>().HaveConversion<InstantAsTicks>();
        else
            configurationBuilder.Properties<DateTimeOffset>().HaveConversion<InstantAsUtc>();
        configurationBuilder.Properties<Enum>().HaveConversion<string>().HaveMaxLength(40);
    }

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        foreach (var assembly in Assemblies.All)
            modelBuilder.ApplyConfigurationsFromAssembly(assembly);
        foreach (var entity in modelBuilder.Model.GetEntityTypes().Where(entity => typeof(Entity).IsAssignableFrom(entity.ClrType)).ToList())
        {
            modelBuilder.Entity(entity.ClrType).Property(nameof(Entity.Id)).ValueGeneratedNever();
            modelBuilder.Entity(entity.ClrType).Property(nameof(Entity.Version)).IsConcurrencyToken();
        }

        ScopeFilters.Apply(modelBuilder, this);
    }
}

/// <summary>The assemblies whose entity configurations make the modelBuilder.</summary>
public sealed record HubModelAssemblies(IReadOnlyList<System.Reflection.Assembly> All);
