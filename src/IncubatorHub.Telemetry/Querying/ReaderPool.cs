using System.Collections.Concurrent;
using IncubatorHub.Telemetry.Blocks;
using IncubatorHub.Telemetry.Storage;

namespace IncubatorHub.Telemetry.Querying;

/// <summary>A bounded number of read-only connections. A query holds one only while it runs, so that no old snapshot pins the log.</summary>
internal sealed class ReaderPool(string path, long windowMs, int size, Action<DamagedRow> damaged) : IDisposable
{
    private readonly SemaphoreSlim _free = new(size, size);
    private readonly ConcurrentBag<Reader> _idle = [];
    private volatile bool _closed;

    public async ValueTask<Reader> Rent(CancellationToken cancellationToken)
    {
        await _free.WaitAsync(cancellationToken);
        return Take();
    }

    public Reader RentNow()
    {
        _free.Wait();
        return Take();
    }

    public void Return(Reader reader)
    {
        if (_closed) reader.Dispose();
        else _idle.Add(reader);
        _free.Release();
    }

    public void Dispose()
    {
        _closed = true;
        while (_idle.TryTake(out var reader)) reader.Dispose();
    }

    private Reader Take()
    {
        try
        {
            ObjectDisposedException.ThrowIf(_closed, typeof(TelemetryStore));
            return _idle.TryTake(out var idle) ? idle : new Reader(Connection.Open(path, readOnly: true), windowMs, damaged);
        }
        catch
        {
            _free.Release();
            throw;
        }
    }
}

/// <summary>One connection of the pool with its statements.</summary>
internal sealed class Reader : IDisposable
{
    public Reader(Connection connection, long windowMs, Action<DamagedRow> damaged)
    {
        Connection = connection;
        connection.Execute("PRAGMA cache_size = -4096");
        Blocks = new BlockTable(connection, windowMs, damaged);
    }

    public Connection Connection { get; }

    public BlockTable Blocks { get; }

    public void Dispose()
    {
        Blocks.Dispose();
        Connection.Dispose();
    }
}
