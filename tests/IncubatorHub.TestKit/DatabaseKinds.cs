using IncubatorHub.Platform.Persistence;
using Xunit;

namespace IncubatorHub.TestKit;

/// <summary>
/// The databases that a theory runs on: <c>[Theory, MemberData(nameof(DatabaseKinds.All), MemberType = typeof(DatabaseKinds))]</c>.
/// PostgreSQL is skipped, with the reason, when the environment names no server; <c>tests/run.sh</c> starts one.
/// </summary>
public static class DatabaseKinds
{
    /// <summary>A superuser's connection string of a throwaway PostgreSQL server.</summary>
    public const string PostgresVariable = "IH_TEST_POSTGRES";

    /// <summary>SQLite always, PostgreSQL where there is a server.</summary>
    public static IEnumerable<TheoryDataRow<DatabaseProvider>> All =>
    [
        new(DatabaseProvider.Sqlite),
        new(DatabaseProvider.Postgres) { Skip = PostgresServer is null ? $"{PostgresVariable} names no PostgreSQL server" : null },
    ];

    /// <summary>Null when there is none.</summary>
    public static string? PostgresServer { get; } =
        Environment.GetEnvironmentVariable(PostgresVariable) is { Length: > 0 } found ? found : null;
}
