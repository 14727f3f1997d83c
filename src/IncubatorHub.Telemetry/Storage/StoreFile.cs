using SQLitePCL;

namespace IncubatorHub.Telemetry.Storage;

/// <summary>Opens the file, makes its tables, and refuses what this program does not understand.</summary>
internal static class StoreFile
{
    /// <summary>"IHTS", so that <c>file</c> and people can tell what the database is.</summary>
    public const long ApplicationId = 0x49485453;

    public const long FormatVersion = 1;

    private const string Tables = """
        CREATE TABLE meta(name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
        CREATE TABLE series(id INTEGER PRIMARY KEY, source TEXT NOT NULL, device TEXT NOT NULL, metric TEXT NOT NULL);
        CREATE TABLE journal(seq INTEGER PRIMARY KEY, d BLOB NOT NULL);
        CREATE TABLE block(id INTEGER PRIMARY KEY, d BLOB NOT NULL);
        CREATE TABLE damaged(n INTEGER PRIMARY KEY, origin TEXT NOT NULL, id INTEGER NOT NULL, found_ms INTEGER NOT NULL, d BLOB NOT NULL)
        """;

    public static (Connection Writer, long WindowMs) Open(TelemetryStoreOptions options)
    {
        var writer = Connection.Open(options.Path, readOnly: false);
        try
        {
            return (writer, Prepare(writer, options));
        }
        catch (StorageException failure) when ((failure.Code & 0xFF) == raw.SQLITE_NOTADB)
        {
            writer.Dispose();
            throw new TelemetryFormatException($"{options.Path} is not a telemetry store: {failure.Message}");
        }
        catch
        {
            writer.Dispose();
            throw;
        }
    }

    private static long Prepare(Connection writer, TelemetryStoreOptions options)
    {
        var version = writer.Number("PRAGMA user_version");
        var application = writer.Number("PRAGMA application_id");
        var isNew = version == 0 && application == 0 && writer.Number("SELECT count(*) FROM sqlite_master") == 0;
        if (!isNew && application != ApplicationId)
            throw new TelemetryFormatException($"{options.Path} is a database of another program (application id {application:X}, expected {ApplicationId:X}).");
        if (version > FormatVersion)
            throw new TelemetryFormatException($"{options.Path} has format version {version}; this program knows up to {FormatVersion}. Use the newer program, or restore an older copy.");

        if (isNew) writer.Execute("PRAGMA page_size = 8192");
        writer.Execute("PRAGMA journal_mode = WAL");
        writer.Execute("PRAGMA synchronous = FULL");
        writer.Execute("PRAGMA wal_autocheckpoint = 0");
        writer.Execute($"PRAGMA journal_size_limit = {options.MaxWalBytes}");
        writer.Execute("PRAGMA cache_size = -16384");
        if (isNew) Create(writer, options);
        var windowMs = writer.Number("SELECT CAST(value AS INTEGER) FROM meta WHERE name = 'window_ms'");
        return windowMs is >= 60_000 and <= 86_400_000
            ? windowMs
            : throw new TelemetryFormatException($"{options.Path} states a window of {windowMs} ms; allowed is 60000 to 86400000.");
    }

    private static void Create(Connection writer, TelemetryStoreOptions options)
    {
        // One transaction: a crash leaves either an empty file or a whole store.
        writer.Execute("BEGIN IMMEDIATE");
        foreach (var table in Tables.Split(';')) writer.Execute(table);
        writer.Execute($"INSERT INTO meta(name, value) VALUES('window_ms', '{(long)options.Window.TotalMilliseconds}')");
        writer.Execute($"PRAGMA application_id = {ApplicationId}");
        writer.Execute($"PRAGMA user_version = {FormatVersion}");
        writer.Execute("COMMIT");
    }
}
