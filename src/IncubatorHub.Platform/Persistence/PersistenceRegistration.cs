using System.Reflection;
using IncubatorHub.Platform.Auditing;
using IncubatorHub.Platform.Authorisation;
using IncubatorHub.Platform.Settings;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace IncubatorHub.Platform.Persistence;

/// <summary>Puts the context into the container.</summary>
public static class PersistenceRegistration
{
    /// <summary>The assemblies that hold the migrations. The host carries them; this library only knows their names.</summary>
    private const string SqliteMigrations = "IncubatorHub.Migrations.Sqlite";
    private const string PostgresMigrations = "IncubatorHub.Migrations.Postgres";

    /// <summary>Statements that a connection to PostgreSQL keeps prepared; the one that was not used for longest makes room.</summary>
    private const int PreparedStatements = 300;

    /// <summary>Adds <see cref="HubDbContext"/> over the entity configurations of the wings.</summary>
    public static IServiceCollection AddHubDatabase(this IServiceCollection services, IConfiguration configuration, params Assembly[] wings)
    {
        var options = configuration.GetSection(DatabaseOptions.Section).Get<DatabaseOptions>() ?? new DatabaseOptions();
        var connection = ConnectionStringOf(options, DataDirectory.Of(configuration));
        services.AddSingleton(ModelOf(wings));
        services.AddSingleton(new HubDatabase(options.Provider, connection));
        services.AddScoped<CallerContext>();
        services.AddScoped<AuditTrail>();
        services.AddScoped<AuditNotes>();
        services.AddSingleton<KeptConnections>();
        services.AddDbContext<HubDbContext>((provider, builder) =>
        {
            Use(builder, options.Provider, connection);
            if (options.Provider is DatabaseProvider.Sqlite)
                LentConnection.Use(builder).AddInterceptors(KeptStatements.Instance);
            builder.AddInterceptors(
                new RowStamps(provider.GetRequiredService<TimeProvider>()), provider.GetRequiredService<AuditTrail>());
        });
        return services;
    }

    /// <summary>The database that <see cref="AddHubDatabase"/> chose; for registrations that follow it.</summary>
    public static HubDatabase Database(this IServiceCollection services) =>
        services.Select(one => one.ImplementationInstance).OfType<HubDatabase>().Single();

    /// <summary>Points a context at a database. Also used by the design-time factories of the migration projects and by tests.</summary>
    public static DbContextOptionsBuilder Use(DbContextOptionsBuilder builder, DatabaseProvider provider, string connection)
    {
        // A row's filter and its required parent may have different audiences on purpose: a tenancy names a company that only some may see.
        builder.ConfigureWarnings(warnings => warnings.Ignore(CoreEventId.PossibleIncorrectRequiredNavigationWithQueryFilterInteractionWarning));
        builder.ReplaceService<IModelCacheKeyFactory, ModelPerAssemblies>();
        // EF calls these after each migration, also when none was due.
        builder.UseSeeding((db, _) => DatabaseGuards.Apply((HubDbContext)db))
            .UseAsyncSeeding((db, _, cancel) => DatabaseGuards.Apply((HubDbContext)db, cancel));
        return provider is DatabaseProvider.Postgres
            ? builder.UseNpgsql(connection, npgsql => npgsql.MigrationsAssembly(PostgresMigrations))
            // A list is one parameter, as on PostgreSQL: with one for each of its values, the text of the statement would be made anew each time,
            // and every query is filtered by lists of what the caller may see.
            : builder.UseSqlite(connection, sqlite => sqlite.MigrationsAssembly(SqliteMigrations).UseParameterizedCollectionMode(ParameterTranslationMode.Parameter))
                .AddInterceptors(new SqlitePragmas());
    }

    /// <summary>The model's assemblies: Platform's own and the wings'.</summary>
    public static HubModelAssemblies ModelOf(params Assembly[] wings) => new([typeof(HubDbContext).Assembly, .. wings]);

    // The same few hundred texts come again and again: the server plans each once for a connection. What the operator's own string says of it stands,
    // for a proxy that lends connections from transaction to transaction may not know prepared statements.
    private static string Prepared(string connection)
    {
        var builder = new NpgsqlConnectionStringBuilder(connection);
        if (!connection.Replace(" ", "", StringComparison.Ordinal).Contains("AutoPrepare", StringComparison.OrdinalIgnoreCase))
            builder.MaxAutoPrepare = PreparedStatements;
        return builder.ConnectionString;
    }

    private static string ConnectionStringOf(DatabaseOptions options, DirectoryInfo data) => options switch
    {
        { Provider: DatabaseProvider.Postgres, ConnectionString: { } stated } => Prepared(stated),
        { ConnectionString: { } stated } => stated,
        { Provider: DatabaseProvider.Sqlite } => new SqliteConnectionStringBuilder { DataSource = Path.Combine(data.FullName, "hub.db"), DefaultTimeout = 30 }.ToString(),
        _ => throw new SettingsException("Database:ConnectionString", "a PostgreSQL connection string when Database:Provider is Postgres", "nothing"),
    };
}

/// <summary>Which database this process uses; for jobs that open their own connections.</summary>
public sealed record HubDatabase(DatabaseProvider Provider, string ConnectionString);
