using Npgsql;

namespace IncubatorHub.EndToEnd.Tests.Support;

/// <summary>A database of its own on the PostgreSQL server that the environment names; gone at the end.</summary>
internal sealed class PostgresPlace : IAsyncDisposable
{
    private readonly string _name = $"ih_e2e_{Guid.CreateVersion7():N}";

    private PostgresPlace()
    {
    }

    /// <summary>A superuser's connection string; null when there is no server.</summary>
    public static string? Server { get; } = Environment.GetEnvironmentVariable("IH_TEST_POSTGRES") is { Length: > 0 } found ? found : null;

    public Dictionary<string, string> Settings => new()
    {
        ["Database__Provider"] = "Postgres",
        ["Database__ConnectionString"] = new NpgsqlConnectionStringBuilder(Server) { Database = _name, MaxPoolSize = 20 }.ToString(),
    };

    public static async Task<PostgresPlace> Make()
    {
        var place = new PostgresPlace();
        await Run($"CREATE DATABASE {place._name}");
        return place;
    }

    public async ValueTask DisposeAsync()
    {
        NpgsqlConnection.ClearAllPools();
        await Run($"DROP DATABASE IF EXISTS {_name} WITH (FORCE)");
    }

    private static async Task Run(string sql)
    {
        await using var connection = new NpgsqlConnection(Server);
        await connection.OpenAsync(CancellationToken.None);
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(CancellationToken.None);
    }
}
