using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace IncubatorHub.Platform.UseCases;

/// <summary>Which problem a violated database constraint means. Modules add theirs: <c>services.AddConstraintProblem(…)</c>.</summary>
/// <param name="Table">The table.</param>
/// <param name="Columns">The columns of the unique index, in its order.</param>
/// <param name="Problem">What the caller is told.</param>
public sealed record ConstraintProblem(string Table, string[] Columns, Problem Problem)
{
    // EF names an index IX_Table_A_B; SQLite reports a violated index by its columns, PostgreSQL by its name.
    internal string PostgresName => _name ?? $"IX_{Table}_{string.Join('_', Columns)}";

    internal string SqliteName => _name ?? string.Join(", ", Columns.Select(column => $"{Table}.{column}"));

    private readonly string? _name;

    private ConstraintProblem(string name, Problem problem)
        : this("", [], problem) => _name = name;

    /// <summary>For a check constraint, or a <see cref="Persistence.IDatabaseGuard"/>: both databases report it by this name.</summary>
    public static ConstraintProblem ByName(string name, Problem problem) => new(name, problem);
}

/// <summary>Turns a violated constraint into the problem that its module declared, or a general one.</summary>
public sealed class ConstraintProblems(IEnumerable<ConstraintProblem> declared)
{
    private const int SqliteConstraint = 19;
    private const int SqliteConstraintUnique = 2067;
    private const int SqliteConstraintForeignKey = 787;
    private const string SqlitePrefix = "UNIQUE constraint failed: ";

    private readonly ConstraintProblem[] _declared = [.. declared];

    /// <summary>Null when the exception is no violated constraint.</summary>
    public Problem? Translate(DbUpdateException exception) => exception.InnerException switch
    {
        PostgresException { SqlState: PostgresErrorCodes.UniqueViolation or PostgresErrorCodes.ExclusionViolation or PostgresErrorCodes.CheckViolation } postgres => Unique(postgres.ConstraintName ?? "", one => one.PostgresName),
        PostgresException { SqlState: PostgresErrorCodes.ForeignKeyViolation } => Missing,
        SqliteException { SqliteExtendedErrorCode: SqliteConstraintUnique } sqlite => Unique(SqliteColumns(sqlite.Message), one => one.SqliteName),
        SqliteException { SqliteExtendedErrorCode: SqliteConstraintForeignKey } => Missing,
        SqliteException { SqliteErrorCode: SqliteConstraint } sqlite => Unique(SqliteRaised(sqlite.Message), one => one.SqliteName),
        _ => null,
    };

    private static Problem Missing { get; } = new("reference.missing", 409, "A row that this one refers to is not there, or is still referred to.");

    private Problem Unique(string violated, Func<ConstraintProblem, string> name) =>
        _declared.FirstOrDefault(one => string.Equals(name(one), violated, StringComparison.Ordinal))?.Problem ?? CommonProblems.Taken(violated);

    // "SQLite Error 19: 'Tenancies_NoOverlap'." or "… 'CHECK constraint failed: CK_Tenancies_Dates'."
    private static string SqliteRaised(string message) => message[(message.IndexOf('\'', StringComparison.Ordinal) + 1)..].TrimEnd('.', '\'').Split(' ')[^1];

    // The provider gives no constraint name; this text of SQLite's is stable since 3.7 and holds table and columns.
    private static string SqliteColumns(string message)
    {
        var start = message.IndexOf(SqlitePrefix, StringComparison.Ordinal);
        return start < 0 ? message : message[(start + SqlitePrefix.Length)..].TrimEnd('.', '\'');
    }
}
