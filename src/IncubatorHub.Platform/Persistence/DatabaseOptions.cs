using System.ComponentModel.DataAnnotations;

namespace IncubatorHub.Platform.Persistence;

/// <summary>Which relational database holds the hub's rows.</summary>
public enum DatabaseProvider
{
    /// <summary>One file; the default.</summary>
    Sqlite,

    /// <summary>PostgreSQL 13 or later, when one machine is outgrown.</summary>
    Postgres,
}

/// <summary>Section <c>Database</c>.</summary>
public sealed class DatabaseOptions
{
    /// <summary>The section's name.</summary>
    public const string Section = "Database";

    /// <summary>Sqlite (default) or Postgres.</summary>
    [EnumDataType(typeof(DatabaseProvider))]
    public DatabaseProvider Provider { get; set; } = DatabaseProvider.Sqlite;

    /// <summary>
    /// An ADO.NET connection string. Default for SQLite: the file <c>hub.db</c> in <c>DataDirectory</c>; PostgreSQL has no default.
    /// </summary>
    [StringLength(2000)]
    public string? ConnectionString { get; set; }
}
