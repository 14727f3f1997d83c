using System.Globalization;
using System.Security.Cryptography;
using IncubatorHub.Protocol;
using Microsoft.Data.Sqlite;

namespace IncubatorHub.Edge.Spool;

/// <summary>What a full spool lost in one append.</summary>
internal sealed record SpoolLoss(int Entries, long Readings, string Cause);

/// <summary>
/// The one SQLite file that keeps everything until the hub has it. Each call is one transaction, on disk when it returns
/// (WAL, <c>synchronous=FULL</c>); each throws <see cref="SqliteException"/> and changes nothing when the disk refuses. Thread-safe.
/// </summary>
/// <remarks>Lives and dies with the process, never with a configuration: applying one does not touch this file.</remarks>
internal sealed class SpoolFile : IDisposable
{
    /// <summary>Most readings of one entry, which is one message: far below the limits of the contract in readings and in bytes.</summary>
    public const int MaxReadingsPerEntry = 2_000;

    private const int RowOverheadBytes = 40;
    private readonly Lock _gate = new();
    private readonly SqliteConnection _connection;
    private readonly long _maxTelemetryBytes;
    private long _telemetryBytes;

    public SpoolFile(string path, long maxTelemetryBytes)
    {
        _maxTelemetryBytes = maxTelemetryBytes;
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        _connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false, DefaultTimeout = 5 }.ToString());
        _connection.Open();
        try
        {
            Prepare();
        }
        catch
        {
            _connection.Dispose();
            throw;
        }
        Epoch = (string)Scalar("SELECT Value FROM Meta WHERE Key = 'epoch'")!;
        _telemetryBytes = Number($"SELECT COALESCE(SUM(LENGTH(Body) + {RowOverheadBytes}), 0) FROM Telemetry");
    }

    private void Prepare()
    {
        Run("PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA wal_autocheckpoint=500; PRAGMA auto_vacuum=INCREMENTAL");
        Run("""
            CREATE TABLE IF NOT EXISTS Meta (Key TEXT PRIMARY KEY, Value TEXT NOT NULL) WITHOUT ROWID;
            CREATE TABLE IF NOT EXISTS Telemetry (Seq INTEGER PRIMARY KEY AUTOINCREMENT, CreatedMs INTEGER NOT NULL, Readings INTEGER NOT NULL,
                Thinned INTEGER NOT NULL DEFAULT 0, Body BLOB NOT NULL);
            CREATE TABLE IF NOT EXISTS Event (Seq INTEGER PRIMARY KEY AUTOINCREMENT, TimeMs INTEGER NOT NULL, Kind TEXT NOT NULL, Source TEXT NOT NULL, Detail BLOB NOT NULL);
            CREATE TABLE IF NOT EXISTS DoorSeen (Controller TEXT PRIMARY KEY, Seq INTEGER NOT NULL, LatestMs INTEGER NOT NULL) WITHOUT ROWID;
            CREATE TABLE IF NOT EXISTS Command (Id TEXT PRIMARY KEY, Status TEXT NOT NULL, Detail TEXT, TimeMs INTEGER NOT NULL, ExpiresMs INTEGER NOT NULL) WITHOUT ROWID;
            CREATE TABLE IF NOT EXISTS Interlock (Name TEXT PRIMARY KEY, Sequence INTEGER NOT NULL, Leases TEXT, State TEXT) WITHOUT ROWID;
            """);
        Run("INSERT OR IGNORE INTO Meta VALUES ('epoch', $epoch)", ("$epoch", Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(6))));
    }

    /// <summary>
    /// Opens the file; one that is damaged is set aside under another name, for a gateway that records again is worth more than one
    /// that refuses to start. The new file has a new epoch and begins with an event that names the old one.
    /// </summary>
    public static SpoolFile OpenOrReplace(string path, long maxTelemetryBytes, TimeProvider time)
    {
        try
        {
            return new SpoolFile(path, maxTelemetryBytes);
        }
        catch (SqliteException e) when (e.SqliteErrorCode is 11 or 26) // SQLITE_CORRUPT, SQLITE_NOTADB
        {
            var now = time.GetUtcNow().ToUnixTimeMilliseconds();
            var aside = string.Create(CultureInfo.InvariantCulture, $"{path}.damaged-{now}");
            File.Move(path, aside);
            File.Delete(path + "-wal");
            File.Delete(path + "-shm");
            var spool = new SpoolFile(path, maxTelemetryBytes);
            spool.Append([], [Events.Of(now, EventKinds.GatewaySpoolDropped, Events.Gateway, ("cause", "file-damaged"), ("kept", aside), ("error", e.Message))], now);
            return spool;
        }
    }

    /// <summary>Random per file: with a sequence it names a message for good, even after the file was lost and made anew.</summary>
    public string Epoch { get; }

    /// <summary>Raised after an append, outside the lock; handlers must be quick.</summary>
#pragma warning disable MA0046 // a bare wake-up has no sender and no arguments
    public event Action? Appended;
#pragma warning restore MA0046

    /// <summary>Appends readings as one entry (more for more than 2,000) and events behind it, in one transaction, and keeps the size bound.</summary>
    /// <returns>What had to go to keep the bound, already written as an event; null when nothing.</returns>
    public SpoolLoss? Append(IReadOnlyList<SpoolReading> readings, IReadOnlyList<NewEvent> events, long nowMs)
    {
        SpoolLoss? loss;
        lock (_gate)
        {
            var bytesBefore = _telemetryBytes;
            try
            {
                using var transaction = _connection.BeginTransaction();
                foreach (var entry in readings.Chunk(MaxReadingsPerEntry))
                {
                    var body = EntryCodec.Encode(entry);
                    Run("INSERT INTO Telemetry (CreatedMs, Readings, Body) VALUES ($now, $count, $body)", ("$now", nowMs), ("$count", entry.Length), ("$body", body));
                    _telemetryBytes += body.Length + RowOverheadBytes;
                }
                foreach (var one in events) Insert(one);
                loss = _telemetryBytes > _maxTelemetryBytes ? Shrink() : null;
                if (loss is not null) Insert(Events.SpoolDropped(nowMs, loss));
                transaction.Commit();
            }
            catch
            {
                _telemetryBytes = bytesBefore;
                throw;
            }
        }
        Appended?.Invoke();
        return loss;
    }

    /// <summary>Appends a door event unless the controller sent it before; event and memory of it stand or fall together.</summary>
    /// <returns>False for a repeat.</returns>
    /// <remarks>
    /// A repeat has a number seen before and a time no later than the latest seen. A seen number with a later time comes from a
    /// controller that was replaced or reset and counts anew; it is an event like any other and must not be lost.
    /// </remarks>
    public bool AppendDoorEvent(string controller, long controllerSequence, NewEvent one)
    {
        lock (_gate)
        {
            using var transaction = _connection.BeginTransaction();
            if (Number("SELECT COUNT(*) FROM DoorSeen WHERE Controller = $c AND Seq >= $s AND LatestMs >= $t",
                ("$c", controller), ("$s", controllerSequence), ("$t", one.TimeMs)) > 0) return false;
            Insert(one);
            Run("INSERT INTO DoorSeen VALUES ($c, $s, $t) ON CONFLICT (Controller) DO UPDATE SET Seq = $s, LatestMs = MAX(LatestMs, $t)",
                ("$c", controller), ("$s", controllerSequence), ("$t", one.TimeMs));
            transaction.Commit();
        }
        Appended?.Invoke();
        return true;
    }

    public long LastDoorSequence(string controller)
    {
        lock (_gate) return Number("SELECT COALESCE((SELECT Seq FROM DoorSeen WHERE Controller = $c), 0)", ("$c", controller));
    }

    /// <summary>Telemetry entries with numbers above <paramref name="after"/> up to <paramref name="upTo"/> (inclusive), oldest first.</summary>
    public List<TelemetryEntry> ReadTelemetry(long after, long upTo, int most)
    {
        lock (_gate)
        {
            using var command = Command("SELECT Seq, CreatedMs, Thinned, Body FROM Telemetry WHERE Seq > $after AND Seq <= $upTo ORDER BY Seq LIMIT $most",
                ("$after", after), ("$upTo", upTo), ("$most", most));
            using var rows = command.ExecuteReader();
            var entries = new List<TelemetryEntry>();
            while (rows.Read()) entries.Add(new(rows.GetInt64(0), rows.GetInt64(1), rows.GetInt32(2), EntryCodec.Decode((byte[])rows[3])));
            return entries;
        }
    }

    /// <summary>Events with numbers above <paramref name="after"/>, oldest first; stops early before their details pass <paramref name="mostBytes"/>, but gives one at least.</summary>
    public List<GatewayEvent> ReadEvents(long after, int most, long mostBytes = long.MaxValue)
    {
        lock (_gate)
        {
            using var command = Command("SELECT Seq, TimeMs, Kind, Source, Detail FROM Event WHERE Seq > $after ORDER BY Seq LIMIT $most", ("$after", after), ("$most", most));
            using var rows = command.ExecuteReader();
            var events = new List<GatewayEvent>();
            var bytes = 0L;
            while (rows.Read())
            {
                var detail = (byte[])rows[4];
                bytes += detail.Length;
                if (events.Count > 0 && bytes > mostBytes) break;
                events.Add(new(Epoch, rows.GetInt64(0), rows.GetInt64(1), rows.GetString(2), rows.GetString(3), detail));
            }
            return events;
        }
    }

    /// <summary>Removes entries by number, after the hub acknowledged them.</summary>
    public void DeleteTelemetry(IReadOnlyList<long> sequences)
    {
        lock (_gate)
        {
            using var transaction = _connection.BeginTransaction();
            var freed = 0L;
            foreach (var sequence in sequences)
            {
                freed += Number($"SELECT COALESCE((SELECT LENGTH(Body) + {RowOverheadBytes} FROM Telemetry WHERE Seq = $s), 0)", ("$s", sequence));
                Run("DELETE FROM Telemetry WHERE Seq = $s", ("$s", sequence));
            }
            transaction.Commit();
            _telemetryBytes -= freed;
        }
    }

    /// <summary>Removes events by number, after the hub acknowledged them.</summary>
    public void DeleteEvents(IReadOnlyList<long> sequences)
    {
        lock (_gate)
        {
            using var transaction = _connection.BeginTransaction();
            foreach (var sequence in sequences) Run("DELETE FROM Event WHERE Seq = $s", ("$s", sequence));
            transaction.Commit();
        }
    }

    /// <summary>The highest number given to a telemetry entry so far.</summary>
    public long LastTelemetrySequence()
    {
        lock (_gate) return Number("SELECT COALESCE((SELECT seq FROM sqlite_sequence WHERE name = 'Telemetry'), 0)");
    }

    public SpoolDepth Depth()
    {
        lock (_gate)
        {
            using var command = Command("SELECT (SELECT COUNT(*) FROM Telemetry), (SELECT COUNT(*) FROM Event), MIN(COALESCE((SELECT MIN(CreatedMs) FROM Telemetry), 9223372036854775807), COALESCE((SELECT MIN(TimeMs) FROM Event), 9223372036854775807))");
            using var rows = command.ExecuteReader();
            rows.Read();
            var oldest = rows.GetInt64(2);
            return new(rows.GetInt64(0), rows.GetInt64(1), _telemetryBytes, oldest == long.MaxValue ? null : oldest);
        }
    }

    /// <summary>What was done about a command, or null when it is new.</summary>
    public CommandAcknowledgement? FindCommand(string id)
    {
        lock (_gate)
        {
            using var command = Command("SELECT Status, Detail, TimeMs FROM Command WHERE Id = $id", ("$id", id));
            using var rows = command.ExecuteReader();
            if (!rows.Read()) return null;
            return new(id, rows.GetString(0), rows.GetInt64(2), rows.IsDBNull(1) ? null : System.Text.Json.JsonDocument.Parse(rows.GetString(1)).RootElement);
        }
    }

    /// <summary>Remembers a command's state, and forgets those that expired more than a day ago.</summary>
    public void SaveCommand(CommandAcknowledgement state, long expiresMs)
    {
        lock (_gate)
        {
            using var transaction = _connection.BeginTransaction();
            Run("INSERT INTO Command VALUES ($id, $status, $detail, $time, $expires) ON CONFLICT (Id) DO UPDATE SET Status = $status, Detail = $detail, TimeMs = $time",
                ("$id", state.Id), ("$status", state.Status), ("$detail", (object?)state.Detail?.GetRawText() ?? DBNull.Value), ("$time", state.Time), ("$expires", expiresMs));
            Run("DELETE FROM Command WHERE ExpiresMs < $old AND TimeMs < $old", ("$old", state.Time - 86_400_000));
            transaction.Commit();
        }
    }

    /// <summary>What is kept of an interlock: the JSON of its lease table and of its state; null each while there is none.</summary>
    public (string? Leases, string? State) FindInterlock(string name)
    {
        lock (_gate)
        {
            using var command = Command("SELECT Leases, State FROM Interlock WHERE Name = $name", ("$name", name));
            using var rows = command.ExecuteReader();
            return rows.Read() ? (rows.IsDBNull(0) ? null : rows.GetString(0), rows.IsDBNull(1) ? null : rows.GetString(1)) : default;
        }
    }

    /// <summary>Puts a lease table in place of the one before.</summary>
    /// <returns>False when a later one is there already, which stays.</returns>
    public bool SaveLeases(string name, long sequence, string leases)
    {
        lock (_gate)
        {
            using var command = Command("INSERT INTO Interlock (Name, Sequence, Leases) VALUES ($name, $sequence, $leases) ON CONFLICT (Name) DO UPDATE SET Sequence = $sequence, Leases = $leases WHERE Sequence <= $sequence",
                ("$name", name), ("$sequence", sequence), ("$leases", leases));
            return command.ExecuteNonQuery() > 0;
        }
    }

    public void SaveInterlockState(string name, string state)
    {
        lock (_gate) Run("INSERT INTO Interlock (Name, Sequence, State) VALUES ($name, 0, $state) ON CONFLICT (Name) DO UPDATE SET State = $state", ("$name", name), ("$state", state));
    }

    public void Dispose() => _connection.Dispose();

    /// <summary>For tests: lets the file grow no further, as a full disk does; 0 lifts it.</summary>
    internal void LimitPages(int pages)
    {
        lock (_gate) Number($"PRAGMA max_page_count = {(pages == 0 ? 1_073_741_823 : pages).ToString(CultureInfo.InvariantCulture)}");
    }

    internal int PageCount()
    {
        lock (_gate) return (int)Number("PRAGMA page_count");
    }

    private void Insert(NewEvent one) =>
        Run("INSERT INTO Event (TimeMs, Kind, Source, Detail) VALUES ($t, $k, $s, $d)", ("$t", one.TimeMs), ("$k", one.Kind), ("$s", one.Source), ("$d", one.Detail));

    /// <summary>
    /// Frees an eighth of the bound. First every second entry of the older half that was never thinned goes: a long outage keeps its
    /// shape at half the resolution. When too little is left to thin, the oldest entries go.
    /// </summary>
    private SpoolLoss Shrink()
    {
        var target = _maxTelemetryBytes - _maxTelemetryBytes / 8;
        var (entries, readings) = Remove("""
            SELECT Seq FROM (SELECT Seq, ROW_NUMBER() OVER (ORDER BY Seq) AS N FROM Telemetry
              WHERE Thinned = 0 AND Seq <= (SELECT MIN(Seq) + (MAX(Seq) - MIN(Seq)) / 2 FROM Telemetry)) WHERE N % 2 = 0 ORDER BY Seq
            """, target);
        Run("UPDATE Telemetry SET Thinned = 1 WHERE Thinned = 0 AND Seq <= $last", ("$last", _lastRemoved));
        var cause = "thinned";
        if (_telemetryBytes > target)
        {
            var (moreEntries, moreReadings) = Remove("SELECT Seq FROM Telemetry ORDER BY Seq", target);
            (entries, readings, cause) = (entries + moreEntries, readings + moreReadings, "dropped-oldest");
        }
        return new(entries, readings, cause);
    }

    private long _lastRemoved;

    private (int Entries, long Readings) Remove(string candidates, long target)
    {
        var sequences = new List<long>();
        using (var command = Command(candidates))
        using (var rows = command.ExecuteReader())
            while (rows.Read()) sequences.Add(rows.GetInt64(0));
        var (entries, readings) = (0, 0L);
        _lastRemoved = 0;
        foreach (var sequence in sequences)
        {
            if (_telemetryBytes <= target) break;
            readings += Number("SELECT Readings FROM Telemetry WHERE Seq = $s", ("$s", sequence));
            _telemetryBytes -= Number($"SELECT LENGTH(Body) + {RowOverheadBytes} FROM Telemetry WHERE Seq = $s", ("$s", sequence));
            Run("DELETE FROM Telemetry WHERE Seq = $s", ("$s", sequence));
            _lastRemoved = sequence;
            entries++;
        }
        return (entries, readings);
    }

    private SqliteCommand Command(string sql, params ReadOnlySpan<(string Name, object Value)> values)
    {
        var command = _connection.CreateCommand();
#pragma warning disable CA2100 // every text is a constant of this file
        command.CommandText = sql;
#pragma warning restore CA2100
        foreach (var (name, value) in values) command.Parameters.AddWithValue(name, value);
        return command;
    }

    private void Run(string sql, params ReadOnlySpan<(string Name, object Value)> values)
    {
        using var command = Command(sql, values);
        command.ExecuteNonQuery();
    }

    private object? Scalar(string sql, params ReadOnlySpan<(string Name, object Value)> values)
    {
        using var command = Command(sql, values);
        return command.ExecuteScalar();
    }

    private long Number(string sql, params ReadOnlySpan<(string Name, object Value)> values) => Convert.ToInt64(Scalar(sql, values), CultureInfo.InvariantCulture);
}

/// <summary>How much waits in the spool. Bytes count telemetry only; the oldest is null when the spool is empty.</summary>
internal sealed record SpoolDepth(long TelemetryEntries, long Events, long TelemetryBytes, long? OldestMs);
