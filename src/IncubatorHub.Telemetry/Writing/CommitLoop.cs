using System.Runtime.InteropServices;
using IncubatorHub.Telemetry.Blocks;
using IncubatorHub.Telemetry.Head;
using IncubatorHub.Telemetry.Series;
using IncubatorHub.Telemetry.Storage;
using Microsoft.Extensions.Logging;

namespace IncubatorHub.Telemetry.Writing;

/// <summary>
/// The one thread that writes: takes what is queued into one transaction, and when that is durable puts the readings into the head, feeds
/// the subscriptions and tells the owners. A failed commit is reported and never ends the loop.
/// </summary>
internal sealed partial class CommitLoop : IDisposable
{
    private static readonly TimeSpan IdleWait = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan PauseAfterFailure = TimeSpan.FromMilliseconds(50);

    private static readonly TimeSpan PauseBetweenRestarts = TimeSpan.FromSeconds(1);

    private readonly TelemetryStoreOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly Connection _connection;
    private readonly WriterStatements _statements;
    private readonly SeriesCatalog _catalog;
    private readonly HeadTable _head;
    private readonly BlockTable _blocks;
    private readonly Compactor _compactor;
    private readonly StoreCounts _counts;
    private readonly Reports _reports;
    private readonly WriterHealth _health;
    private readonly ByteWriter _row = new();
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private List<ReadingBatch> _taken = new(256);
    private int _durableSeries;
    private long _commitStarted;
    private long _logRestarted;

    public CommitLoop(
        TelemetryStoreOptions options, TimeProvider time, ILogger logger, Connection connection, SeriesCatalog catalog, HeadTable head,
        BlockTable blocks, StoreCounts counts)
    {
        (_options, _time, _logger, _connection, _catalog, _head, _blocks, _counts) = (options, time, logger, connection, catalog, head, blocks, counts);
        _statements = new WriterStatements(connection);
        _compactor = new Compactor(head, blocks, options, time, counts);
        _reports = new Reports(logger, counts);
        _health = new WriterHealth(time, logger, counts);
        Queue = new BatchQueue(options.MaxQueuedBatches, options.MaxQueuedBytes);
    }

    public BatchQueue Queue { get; }

    public TelemetryHealth Health => _health.Now;

    public Task Ended => _ended.Task;

    /// <summary>The number of the next journal row.</summary>
    public long NextSeq { get; private set; } = 1;

    /// <summary>Set by the checkpointer when the log has outgrown its bound.</summary>
    public bool MustRestartLog { get; set; }

    /// <summary>Continues where the file ends.</summary>
    public void Start(long firstSeq, long nextSeq)
    {
        _compactor.FirstSeq = firstSeq;
        NextSeq = nextSeq;
        _durableSeries = _catalog.Count;
        Volatile.Write(ref _counts.JournalRows, nextSeq - firstSeq);
        new Thread(Run) { Name = "telemetry writer", IsBackground = true }.Start();
    }

    /// <summary>Runs an action on the writer thread between two commits.</summary>
    public Task Post(Action action)
    {
        var command = new WriterCommand(action);
        Queue.Post(command);
        return command.Done;
    }

    /// <summary>One whole compaction pass, for the writer thread.</summary>
    /// <exception cref="IOException">A commit failed; what was written before it stays written.</exception>
    public void CompactNow(bool everything)
    {
        while (_compactor.HasWork) CommitOrThrow();
        _compactor.Start(NowMs, NextSeq, everything);
        while (_compactor.HasWork) CommitOrThrow();
    }

    /// <summary>Moves the whole log into the file and empties it, for the writer thread.</summary>
    public void CheckpointNow() => _connection.Checkpoint(SQLitePCL.raw.SQLITE_CHECKPOINT_TRUNCATE);

    public void Dispose()
    {
        _statements.Dispose();
        _blocks.Dispose();
    }

    private long NowMs => _time.GetUtcNow().ToUnixTimeMilliseconds();

    private void Run()
    {
        var open = true;
        while (open)
        {
            try
            {
                open = Turn();
            }
            catch (Exception failure)
            {
                // Only a defect of our own comes here; the batches in hand have been reported or their senders are told by the queue's end.
                LogDefect(failure);
                using var pause = new ManualResetEventSlim();
                pause.Wait(PauseAfterFailure);
            }
        }

        _ended.TrySetResult();
    }

    private bool Turn()
    {
        var open = Queue.WaitForWork(_compactor.HasWork ? Compactor.Pace : IdleWait);
        while (Queue.TryTakeCommand(out var command)) command.Run();
        Linger();
        _taken = Queue.TakeAll(_taken);
        _compactor.Plan(NowMs, NextSeq);
        if (_taken.Count > 0) CommitTaken();
        else if (_compactor.MayStep) Commit([]);
        if (MustRestartLog) RestartLog();
        return open;
    }

    private void Linger()
    {
        var failing = !_health.Now.IsHealthy;
        var least = failing ? PauseAfterFailure : _options.Linger;
        var passed = _time.GetElapsedTime(_commitStarted);
        if (passed < least) Queue.WaitForMore(least - passed, failing ? int.MaxValue : _options.LingerBelowBatches);
    }

    private void CommitTaken()
    {
        var batches = CollectionsMarshal.AsSpan(_taken);
        var done = 0;
        try
        {
            while (done < batches.Length)
            {
                var count = 0;
                long bytes = 0, memory = 0;
                while (done + count < batches.Length && (count == 0 || bytes + batches[done + count].Journal.Length <= _options.MaxCommitBytes))
                {
                    bytes += batches[done + count].Journal.Length;
                    memory += batches[done + count].MemoryBytes;
                    count++;
                }

                var slice = batches.Slice(done, count);
                done += count;
                try
                {
                    Commit(slice);
                }
                finally
                {
                    foreach (var batch in slice) batch.Recycle();
                    Queue.Release(count, memory);
                }
            }
        }
        finally
        {
            _taken.Clear();
        }
    }

    private void Commit(ReadOnlySpan<ReadingBatch> batches)
    {
        _commitStarted = _time.GetTimestamp();
        var seq = NextSeq;
        var compact = _compactor.MayStep;
        var failure = TryCommit(batches, compact, out var journalled);
        if (failure is not null && compact)
        {
            // Compaction must not stand between readings and the disk: try again without it.
            StoreCounts.Add(ref _counts.FailedCompactions, 1);
            LogCompactionFailed(failure);
            _compactor.PutOff(NowMs);
            if (!batches.IsEmpty) failure = TryCommit(batches, compact: false, out journalled);
        }

        if (failure is null) _health.Succeeded();
        else _health.Failed(failure, batches.Length);
        _reports.Begin();
        foreach (var batch in batches)
        {
            var outcome = default(BatchOutcome);
            if (failure is null) outcome = journalled ? _head.Apply(batch.Entries, seq, NowMs, _blocks, _reports.Stored) : new BatchOutcome(true, 0, 0, 0);
            _reports.Tell(batch, outcome);
        }

        _reports.End();
    }

    private void CommitOrThrow()
    {
        _commitStarted = _time.GetTimestamp();
        if (TryCommit([], compact: true, out _) is not { } failure)
        {
            _health.Succeeded();
            return;
        }

        StoreCounts.Add(ref _counts.FailedCompactions, 1);
        _compactor.PutOff(NowMs);
        _health.Failed(failure, 0);
        throw new IOException($"Compaction failed: {failure.Message}", failure);
    }

    private Exception? TryCommit(ReadOnlySpan<ReadingBatch> batches, bool compact, out bool journalled)
    {
        journalled = false;
        foreach (var batch in batches) journalled |= batch.Count > 0;
        compact &= _compactor.HasWork;
        if (!journalled && !compact) return null;
        try
        {
            var seq = NextSeq;
            var series = _durableSeries;
            _statements.Begin.Run();
            if (journalled)
            {
                series = AddSeries();
                JournalRow.Write(batches, seq, _row);
                _statements.AddJournal.Bind(1, seq).Bind(2, _row.Written).Run();
            }

            var next = journalled ? seq + 1 : seq;
            if (compact) _compactor.Write(_statements, next, NowMs);
            _statements.Commit.Run();

            // From here on it is durable.
            NextSeq = next;
            _durableSeries = series;
            if (journalled)
            {
                StoreCounts.Add(ref _counts.Commits, 1);
                StoreCounts.Add(ref _counts.JournalBytes, _row.Length);
            }

            if (compact) _compactor.Committed(seq);
            Volatile.Write(ref _counts.JournalRows, NextSeq - _compactor.FirstSeq);
            return null;
        }
        catch (Exception failure)
        {
            return RolledBack(failure);
        }
    }

    private Exception RolledBack(Exception failure)
    {
        try
        {
            _statements.Rollback();
        }
        catch (IOException second)
        {
            LogRollbackFailed(second);
        }

        return failure;
    }

    /// <summary>Writes the series that are not yet in the file; returns the last.</summary>
    private int AddSeries()
    {
        var last = _catalog.Count;
        for (var series = _durableSeries + 1; series <= last; series++)
        {
            if (!_catalog.TryEntry(series, out var entry)) continue;
            _statements.AddSeries.Bind(1, series).Bind(2, entry.Key.Source).Bind(3, entry.Key.Device).Bind(4, entry.Key.Metric).Run();
        }

        return last;
    }

    private void RestartLog()
    {
        MustRestartLog = false;

        // Long queries stand in the way of a restart: ingest waits for them only briefly, and not again at once.
        if (_logRestarted != 0 && _time.GetElapsedTime(_logRestarted) < PauseBetweenRestarts) return;
        _logRestarted = _time.GetTimestamp();
        try
        {
            _connection.Checkpoint(SQLitePCL.raw.SQLITE_CHECKPOINT_RESTART, patienceMs: 50);
        }
        catch (IOException failure)
        {
            LogCheckpointFailed(failure);
        }
    }

    [LoggerMessage(3, LogLevel.Error, "Telemetry compaction failed; the readings stay in the journal and the next pass tries again.")]
    private partial void LogCompactionFailed(Exception failure);

    [LoggerMessage(4, LogLevel.Warning, "The telemetry write-ahead log could not be restarted; it grows until the next attempt.")]
    private partial void LogCheckpointFailed(Exception failure);

    [LoggerMessage(5, LogLevel.Error, "A telemetry transaction could not be rolled back; the next one begins anew.")]
    private partial void LogRollbackFailed(Exception failure);

    [LoggerMessage(6, LogLevel.Critical, "A defect in the telemetry writer; it goes on with the next turn.")]
    private partial void LogDefect(Exception failure);
}
