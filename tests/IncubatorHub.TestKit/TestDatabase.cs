using IncubatorHub.Platform.Persistence;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace IncubatorHub.TestKit;

/// <summary>A database of its own, empty, gone at the end.</summary>
public sealed class TestDatabase : IAsyncDisposable
{
    private TestDatabase(DatabaseProvider provider, string connectionString, DirectoryInfo directory) =>
        (Provider, ConnectionString, Directory) = (provider, connectionString, directory);

    /// <summary>SQLite or PostgreSQL.</summary>
    public DatabaseProvider Provider { get; }

    /// <summary>For ADO.NET.</summary>
    public string ConnectionString { get; }

    /// <summary>The hub's data directory; with SQLite the database lies in it.</summary>
    public DirectoryInfo Directory { get; }

    /// <summary>Makes one.</summary>
    public static async Task<TestDatabase> Create(DatabaseProvider provider, CancellationToken cancel)
    {
        var directory = System.IO.Directory.CreateTempSubdirectory("ih-test-");
        if (provider is DatabaseProvider.Sqlite)
        {
            var file = new SqliteConnectionStringBuilder { DataSource = Path.Combine(directory.FullName, "hub.db"), DefaultTimeout = 30 };
            return new TestDatabase(provider, file.ToString(), directory);
        }

        var name = $"ih_{Guid.CreateVersion7():N}";
        await OnServer($"CREATE DATABASE {name}", cancel);
        var connection = new NpgsqlConnectionStringBuilder(DatabaseKinds.PostgresServer) { Database = name, MaxPoolSize = 20 };
        return new TestDatabase(provider, connection.ToString(), directory);
    }

    public async ValueTask DisposeAsync()
    {
        if (Provider is DatabaseProvider.Sqlite)
        {
            await using var connection = new SqliteConnection(ConnectionString);
            SqliteConnection.ClearPool(connection);
        }
        else
        {
            await using (var connection = new NpgsqlConnection(ConnectionString))
                NpgsqlConnection.ClearPool(connection);
            await OnServer($"DROP DATABASE IF EXISTS {new NpgsqlConnectionStringBuilder(ConnectionString).Database} WITH (FORCE)", CancellationToken.None);
        }

        Directory.Delete(recursive: true);
    }

    private static async Task OnServer(string sql, CancellationToken cancel)
    {
        await using var connection = new NpgsqlConnection(DatabaseKinds.PostgresServer);
        await connection.OpenAsync(cancel);
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync(cancel);
    }
}
