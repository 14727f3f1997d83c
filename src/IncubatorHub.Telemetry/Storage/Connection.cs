using SQLitePCL;

namespace IncubatorHub.Telemetry.Storage;

/// <summary>One SQLite connection, used by one thread at a time. Straight on the C interface, for the hot path must not allocate.</summary>
internal sealed class Connection : IDisposable
{
    private const int PatienceMs = 5_000;

    private readonly sqlite3 _handle;

    static Connection() => Batteries_V2.Init();

    private Connection(sqlite3 handle) => _handle = handle;

    public static Connection Open(string path, bool readOnly)
    {
        var flags = raw.SQLITE_OPEN_NOMUTEX | (readOnly ? raw.SQLITE_OPEN_READONLY : raw.SQLITE_OPEN_READWRITE | raw.SQLITE_OPEN_CREATE);
        var code = raw.sqlite3_open_v2(path, out var handle, flags, null);
        var connection = new Connection(handle);
        if (code != raw.SQLITE_OK)
        {
            var failure = connection.Failure(code);
            connection.Dispose();
            throw failure;
        }

        raw.sqlite3_extended_result_codes(handle, 1);
        raw.sqlite3_busy_timeout(handle, PatienceMs);
        return connection;
    }

    public void Execute(string sql)
    {
        using var statement = Prepare(sql);
        while (statement.Step())
        {
        }
    }

    public long Number(string sql)
    {
        using var statement = Prepare(sql);
        return statement.Step() ? statement.Int64(0) : 0;
    }

    public Statement Prepare(string sql)
    {
        Check(raw.sqlite3_prepare_v2(_handle, sql, out var statement));
        return new Statement(this, statement);
    }

    public bool InTransaction => raw.sqlite3_get_autocommit(_handle) == 0;

    /// <summary>Moves pages of the write-ahead log into the file; returns the pages in the log, and how many of them have been moved.</summary>
    /// <param name="mode">One of SQLite's checkpoint modes.</param>
    /// <param name="patienceMs">How long the modes that want it may wait for queries to end.</param>
    public (int Logged, int Moved) Checkpoint(int mode, int patienceMs = PatienceMs)
    {
        raw.sqlite3_busy_timeout(_handle, patienceMs);
        var code = raw.sqlite3_wal_checkpoint_v2(_handle, "main", mode, out var logged, out var moved);
        raw.sqlite3_busy_timeout(_handle, PatienceMs);
        if (code != raw.SQLITE_OK && (code & 0xFF) != raw.SQLITE_BUSY) throw Failure(code);
        return (Math.Max(logged, 0), Math.Max(moved, 0));
    }

    public void Check(int code)
    {
        if (code != raw.SQLITE_OK) throw Failure(code);
    }

    public StorageException Failure(int code)
        => new(code, $"{raw.sqlite3_errmsg(_handle).utf8_to_string()} (SQLite {code})");

    public void Dispose() => _handle.Dispose();
}
