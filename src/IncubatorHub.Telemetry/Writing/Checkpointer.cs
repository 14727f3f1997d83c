using IncubatorHub.Telemetry.Storage;
using Microsoft.Extensions.Logging;

namespace IncubatorHub.Telemetry.Writing;

/// <summary>Moves the write-ahead log into the file on a connection and thread of its own, off the path of commits.</summary>
internal sealed partial class Checkpointer(
    string path, TelemetryStoreOptions options, CommitLoop loop, StoreCounts counts, ILogger logger) : IDisposable
{
    private readonly Connection _connection = Connection.Open(path, readOnly: false);
    private readonly ManualResetEventSlim _stop = new();
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private bool _failed;

    public void Start()
    {
        _connection.Execute("PRAGMA wal_autocheckpoint = 0");
        _connection.Execute("PRAGMA synchronous = FULL");
        new Thread(Run) { Name = "telemetry checkpoint", IsBackground = true }.Start();
    }

    public Task Stop()
    {
        _stop.Set();
        return _ended.Task;
    }

    public void Dispose()
    {
        _connection.Dispose();
        _stop.Dispose();
    }

    private void Run()
    {
        var pageBytes = 8192L;
        try
        {
            pageBytes = _connection.Number("PRAGMA page_size");
        }
        catch (IOException failure)
        {
            LogFailed(failure);
        }

        while (!_stop.Wait(options.CheckpointInterval))
        {
            try
            {
                var (logged, moved) = _connection.Checkpoint(SQLitePCL.raw.SQLITE_CHECKPOINT_PASSIVE);
                Volatile.Write(ref counts.WalBytes, logged * pageBytes);

                // Also a log that is moved as a whole is begun anew only when a commit finds nobody reading the old part.
                if (logged * pageBytes > options.MaxWalBytes) loop.MustRestartLog = true;
                _failed = false;
            }
            catch (IOException failure)
            {
                if (!_failed) LogFailed(failure);
                _failed = true;
            }
        }

        _ended.TrySetResult();
    }

    [LoggerMessage(20, LogLevel.Warning, "A telemetry checkpoint failed; the write-ahead log grows until one succeeds. The next attempt follows.")]
    private partial void LogFailed(Exception failure);
}
