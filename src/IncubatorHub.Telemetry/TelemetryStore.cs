using IncubatorHub.Telemetry.Blocks;
using IncubatorHub.Telemetry.Head;
using IncubatorHub.Telemetry.Live;
using IncubatorHub.Telemetry.Querying;
using IncubatorHub.Telemetry.Series;
using IncubatorHub.Telemetry.Storage;
using IncubatorHub.Telemetry.Writing;
using Microsoft.Extensions.Logging;

namespace IncubatorHub.Telemetry;

/// <summary>
/// An embedded store for readings, one file and one process. What it reports as durable is on disk; the key of a reading is (series,
/// timestamp), so a repeated delivery changes nothing. The concept is in docs/telemetry.md.
/// </summary>
/// <remarks>All members may be used by any number of threads. After <see cref="DisposeAsync"/> they throw
/// <see cref="ObjectDisposedException"/> where they would need the file.</remarks>
public sealed partial class TelemetryStore : IAsyncDisposable
{
    /// <summary>The name of the meter that publishes the counters.</summary>
    public const string MeterName = "IncubatorHub.Telemetry";

    /// <summary>The most buckets that one query returns.</summary>
    public const int MaxBuckets = 100_000;

    private readonly StoreCounts _counts;
    private readonly SeriesCatalog _catalog;
    private readonly HeadTable _head;
    private readonly LiveHub _live;
    private readonly Connection _connection;
    private readonly CommitLoop _loop;
    private readonly Checkpointer _checkpointer;
    private readonly ReaderPool _readers;
    private readonly FileStream _ownership;
    private readonly StoreMeter _meter;
    private int _disposed;

    private TelemetryStore(TelemetryStoreOptions options, TimeProvider time, ILogger logger, FileStream ownership, CancellationToken cancellationToken)
    {
        _ownership = ownership;
        (_connection, var windowMs) = StoreFile.Open(options);
        try
        {
            _counts = new StoreCounts();
            _catalog = new SeriesCatalog();
            _head = new HeadTable(windowMs);
            _live = new LiveHub(_catalog, _head);
            _catalog.Added = series =>
            {
                _head.Add(series);
                _live.Added(series);
            };

            void Damaged(DamagedRow row)
            {
                Interlocked.Increment(ref _counts.DamagedRows);
                LogDamagedBlock(logger, row.Series, row.FromMs, row.Reason);
            }

            var blocks = new BlockTable(_connection, windowMs, Damaged);
            var recovery = new Recovery(_connection, _catalog, _head, blocks, _counts, logger);
            var (firstSeq, nextSeq) = recovery.Run(time.GetUtcNow().ToUnixTimeMilliseconds(), cancellationToken);
            _loop = new CommitLoop(options, time, logger, _connection, _catalog, _head, blocks, _counts);
            _checkpointer = new Checkpointer(options.Path, options, _loop, _counts, logger);
            _readers = new ReaderPool(options.Path, windowMs, options.Readers, Damaged);
            _meter = new StoreMeter(() => Counters, () => Health.IsHealthy);
            if (windowMs != (long)options.Window.TotalMilliseconds) LogOtherWindow(logger, TimeSpan.FromMilliseconds(windowMs), options.Window);
            _checkpointer.Start();
            _loop.Start(firstSeq, nextSeq);
        }
        catch
        {
            _connection.Dispose();
            throw;
        }
    }

    /// <summary>Opens a store, creating the file when it is missing, and replays its journal.</summary>
    /// <param name="options">Path and bounds.</param>
    /// <param name="time">The clock that decides when a window is closed.</param>
    /// <param name="logger">Where failures and recoveries are told.</param>
    /// <param name="cancellationToken">Ends the replay.</param>
    /// <returns>The open store; dispose it to commit what is queued.</returns>
    /// <exception cref="ArgumentException">An option is outside its range; the message names it.</exception>
    /// <exception cref="TelemetryFormatException">The file is newer than this program or not a telemetry store.</exception>
    /// <exception cref="IOException">The file cannot be opened, or another process has it open.</exception>
    public static Task<TelemetryStore> Open(TelemetryStoreOptions options, TimeProvider time, ILogger logger, CancellationToken cancellationToken)
    {
        options.Validate();
        return Task.Run(() =>
        {
            if (Path.GetDirectoryName(Path.GetFullPath(options.Path)) is { Length: > 0 } folder) Directory.CreateDirectory(folder);
            var ownership = Own(options.Path);
            try
            {
                return new TelemetryStore(options, time, logger, ownership, cancellationToken);
            }
            catch
            {
                ownership.Dispose();
                throw;
            }
        }, cancellationToken);
    }

    /// <summary>What was done since the store was opened, and what it holds now.</summary>
    public TelemetryCounters Counters
    {
        get
        {
            var (batches, bytes) = _loop.Queue.Held;
            return _counts.Snapshot() with
            {
                HeadReadings = _head.Readings,
                Series = _catalog.Count,
                QueuedBatches = batches,
                QueuedBytes = bytes,
                Subscriptions = _live.Count,
            };
        }
    }

    /// <summary>Whether commits succeed. It turns to failing with a failed commit and back with the next that succeeds.</summary>
    public TelemetryHealth Health => _loop.Health;

    /// <summary>The length of this file's windows.</summary>
    public TimeSpan Window => TimeSpan.FromMilliseconds(_head.WindowMs);

    /// <summary>Gets the number of a series, giving it one when it is new. The number is the same for the life of the file once a reading
    /// of the series is durable.</summary>
    /// <param name="key">The key.</param>
    /// <returns>A positive number.</returns>
    /// <exception cref="ArgumentException">A part is empty or too long.</exception>
    public int Resolve(in SeriesKey key) => _catalog.Resolve(key);

    /// <summary>Gets a small number for a source, for the overload on bytes. It is valid while this store is open, and never stored.</summary>
    /// <param name="source">The gateway's id.</param>
    /// <returns>A positive number.</returns>
    /// <exception cref="ArgumentException">The source is empty or too long.</exception>
    public int ResolveSource(string source) => _catalog.Source(source);

    /// <summary>The same as <see cref="Resolve(in SeriesKey)"/> straight from a message's bytes: neither lock nor allocation when the series
    /// is known, and the bytes themselves are compared, not only their hash.</summary>
    /// <param name="source">From <see cref="ResolveSource"/>.</param>
    /// <param name="device">UTF-8, unescaped.</param>
    /// <param name="metric">UTF-8, unescaped.</param>
    /// <returns>A positive number.</returns>
    /// <exception cref="ArgumentException">A part is empty, too long, or not UTF-8; or the source is unknown.</exception>
    public int Resolve(int source, ReadOnlySpan<byte> device, ReadOnlySpan<byte> metric) => _catalog.Resolve(source, device, metric);

    /// <summary>Gets the number of a series that is known already.</summary>
    /// <param name="key">The key.</param>
    /// <param name="series">Its number, or 0.</param>
    /// <returns>False when the series is unknown.</returns>
    public bool TryResolve(in SeriesKey key, out int series) => _catalog.TryResolve(key, out series);

    /// <summary>The key of a series.</summary>
    /// <param name="series">Its number.</param>
    /// <returns>The key.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The series is unknown.</exception>
    public SeriesKey KeyOf(int series) => _catalog.Entry(series).Key;

    /// <summary>The series of a source, in the order in which they became known.</summary>
    /// <param name="source">The gateway's id.</param>
    /// <param name="device">Only this device's; null for all.</param>
    /// <returns>Numbers; none when the source is unknown.</returns>
    public IReadOnlyList<int> SeriesOf(string source, string? device) => _catalog.Of(source, device);

    /// <summary>Queues a batch for the next commit; waits while the queue is full, in order of arrival. Afterwards the batch is the store's.</summary>
    /// <param name="batch">The batch; its <see cref="ReadingBatch.Owner"/> learns of the outcome.</param>
    /// <param name="cancellationToken">Ends the wait; then the batch is still the caller's.</param>
    /// <returns>Completes when the batch is queued, which says nothing about the disk.</returns>
    /// <exception cref="ArgumentException">The batch names a series that this store does not know.</exception>
    /// <exception cref="ObjectDisposedException">The store is closed; the batch is still the caller's.</exception>
    public ValueTask Enqueue(ReadingBatch batch, CancellationToken cancellationToken)
    {
        if (batch.HighestSeries > _catalog.Count) throw new ArgumentException($"Series {batch.HighestSeries} is unknown; the highest is {_catalog.Count}.", nameof(batch));
        return _loop.Queue.Enqueue(batch, cancellationToken);
    }

    /// <summary>Queues a batch and completes with its outcome.</summary>
    /// <param name="batch">The batch; it is the store's afterwards.</param>
    /// <param name="cancellationToken">Ends the wait; a batch that is queued by then is committed nevertheless.</param>
    /// <returns>The outcome; look at <see cref="BatchOutcome.Durable"/>.</returns>
    public async Task<BatchOutcome> Append(ReadingBatch batch, CancellationToken cancellationToken)
    {
        var waiter = new TaskCompletionSource<BatchOutcome>(TaskCreationOptions.RunContinuationsAsynchronously);
        batch.Waiter = waiter;
        await Enqueue(batch, cancellationToken);
        return await waiter.Task.WaitAsync(cancellationToken);
    }

    /// <summary>The reading with the latest timestamp; from memory, except on the first question after a start.</summary>
    /// <param name="series">The series.</param>
    /// <param name="reading">The reading.</param>
    /// <returns>False when the series has none or is unknown.</returns>
    public bool TryLatest(int series, out Reading reading)
    {
        lock (_head.Gate)
        {
            var head = _head.Get(series);
            reading = head?.Latest ?? default;

            // What memory holds may be a late reading while a later one stands in a block that nobody has looked at.
            if (head is null || head.IsLoaded) return head is { HasLatest: true };
        }

        return LoadLatest(series, out reading);
    }

    /// <summary>Readings of a series, earliest first.</summary>
    /// <param name="series">The series; an unknown one has no readings.</param>
    /// <param name="fromMs">Unix ms, inclusive.</param>
    /// <param name="toMs">Unix ms, exclusive.</param>
    /// <param name="limit">The most readings returned, at least 1; continue from the last timestamp + 1.</param>
    /// <param name="cancellationToken">Ends the query.</param>
    /// <returns>At most <paramref name="limit"/> readings. A damaged block is left out, counted and logged.</returns>
    public async ValueTask<Reading[]> Range(int series, long fromMs, long toMs, int limit, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        var found = new List<Reading>(Math.Min(limit, 1024));
        var reader = await _readers.Rent(cancellationToken);
        try
        {
            new SeriesScan(_head, reader.Blocks).Run(series, fromMs, toMs, null, (in Reading reading) =>
            {
                found.Add(reading);
                return found.Count < limit;
            }, cancellationToken);
        }
        finally
        {
            _readers.Return(reader);
        }

        return [.. found];
    }

    /// <summary>Divides a span into equal slices and says for each what its readings say together. Blocks that lie within one slice answer
    /// from their header; only those at the edges are decoded.</summary>
    /// <param name="series">The series; an unknown one gives empty buckets.</param>
    /// <param name="fromMs">Unix ms, inclusive; at least 0.</param>
    /// <param name="toMs">Unix ms, exclusive; later than <paramref name="fromMs"/>, at most <see cref="Reading.MaxTimestampMs"/> + 1.</param>
    /// <param name="count">Slices, 1 to <see cref="MaxBuckets"/>.</param>
    /// <param name="cancellationToken">Ends the query.</param>
    /// <returns>Exactly <paramref name="count"/> buckets, empty ones included.</returns>
    public async ValueTask<Bucket[]> Buckets(int series, long fromMs, long toMs, int count, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, MaxBuckets);
        ArgumentOutOfRangeException.ThrowIfNegative(fromMs);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(toMs, fromMs);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(toMs, Reading.MaxTimestampMs + 1);
        var fill = new BucketFill(fromMs, toMs, count);
        var reader = await _readers.Rent(cancellationToken);
        try
        {
            new SeriesScan(_head, reader.Blocks).Run(series, fromMs, toMs, fill.TryAdd, fill.Add, cancellationToken);
        }
        finally
        {
            _readers.Return(reader);
        }

        return fill.Result();
    }

    /// <summary>Follows all series, present and future, that a filter accepts.</summary>
    /// <param name="filter">Asked once per series; quick, and without calls into this store.</param>
    /// <param name="capacity">Readings that may wait, 1 to <see cref="LiveSubscription.MaxCapacity"/>.</param>
    /// <returns>The subscription; dispose it.</returns>
    public LiveSubscription Subscribe(Func<int, bool> filter, int capacity) => _live.Subscribe(filter, capacity);

    /// <summary>Follows the given series.</summary>
    /// <param name="series">Numbers; unknown ones are passed over.</param>
    /// <param name="capacity">Readings that may wait, 1 to <see cref="LiveSubscription.MaxCapacity"/>.</param>
    /// <returns>The subscription; dispose it.</returns>
    public LiveSubscription Subscribe(IReadOnlyCollection<int> series, int capacity) => _live.Subscribe(series, capacity);

    /// <summary>Writes the windows that are closed by now to blocks and lets go of the journal rows that are done with. The store does this
    /// by itself every <see cref="TelemetryStoreOptions.CompactionInterval"/>.</summary>
    /// <param name="cancellationToken">Ends the wait, not the work.</param>
    /// <returns>Completes when all of them are durable.</returns>
    /// <exception cref="IOException">A commit failed; nothing is lost, the next pass tries again.</exception>
    public async ValueTask Compact(CancellationToken cancellationToken)
        => await _loop.Post(() => _loop.CompactNow(everything: false)).WaitAsync(cancellationToken);

    /// <summary>Moves the whole write-ahead log into the file and empties it, before a copy for example.</summary>
    /// <param name="cancellationToken">Ends the wait, not the work.</param>
    /// <returns>Completes when it is done, or when queries that run stood in the way for 5 s.</returns>
    public async ValueTask Checkpoint(CancellationToken cancellationToken)
        => await _loop.Post(_loop.CheckpointNow).WaitAsync(cancellationToken);

    /// <summary>Reads every block and journal row, compares checksums and decodes. Runs beside ingest, in short steps.</summary>
    /// <param name="cancellationToken">Ends the check.</param>
    /// <returns>What was found.</returns>
    public async ValueTask<CheckReport> Check(CancellationToken cancellationToken)
    {
        var reader = await _readers.Rent(cancellationToken);
        try
        {
            return await Task.Run(() => new FileCheck(reader, _head.WindowMs).Run(cancellationToken), cancellationToken);
        }
        finally
        {
            _readers.Return(reader);
        }
    }

    /// <summary>Refuses new batches, commits what is queued, empties the write-ahead log and closes the file.</summary>
    /// <returns>Completes when the file is closed.</returns>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) != 0) return;
        _loop.Queue.Close();
        await _loop.Ended;
        await _checkpointer.Stop();
        _meter.Dispose();
        _live.CloseAll();
        _readers.Dispose();
        _checkpointer.Dispose();
        _loop.Dispose();
        _connection.Dispose();
        await _ownership.DisposeAsync();
    }

    /// <summary>Writes also the open windows, as a crowded head does.</summary>
    internal async ValueTask CompactEverything(CancellationToken cancellationToken)
        => await _loop.Post(() => _loop.CompactNow(everything: true)).WaitAsync(cancellationToken);

    /// <summary>Runs SQL on the writer's connection: how tests fill the disk.</summary>
    internal async ValueTask ExecuteOnWriter(string sql, CancellationToken cancellationToken)
        => await _loop.Post(() => _connection.Execute(sql)).WaitAsync(cancellationToken);

    /// <summary>Asks the writer's connection for a number: how tests see its settings.</summary>
    internal async ValueTask<long> AskWriter(string sql, CancellationToken cancellationToken)
    {
        long answer = 0;
        await _loop.Post(() => answer = _connection.Number(sql)).WaitAsync(cancellationToken);
        return answer;
    }

    private static FileStream Own(string path)
    {
        try
        {
            return new FileStream(path + ".lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException failure)
        {
            throw new IOException($"{path} is in use by another process (or its .lock file cannot be written): {failure.Message}", failure);
        }
    }

    private bool LoadLatest(int series, out Reading reading)
    {
        var reader = _readers.RentNow();
        LastBlock last;
        try
        {
            last = reader.Blocks.Last(series);
        }
        finally
        {
            _readers.Return(reader);
        }

        lock (_head.Gate)
        {
            var head = _head.Get(series)!;

            // The writer may have loaded it meanwhile, and then knows better.
            head.Load(last);
            reading = head.Latest;
            return head.HasLatest;
        }
    }

    [LoggerMessage(40, LogLevel.Error, "The telemetry block of series {Series} from {FromMs} is damaged and left out: {Reason}")]
    private static partial void LogDamagedBlock(ILogger logger, int series, long fromMs, string reason);

    [LoggerMessage(41, LogLevel.Warning, "The telemetry file keeps its window of {Kept}; the configured {Configured} applies to new files only.")]
    private static partial void LogOtherWindow(ILogger logger, TimeSpan kept, TimeSpan configured);
}
