using IncubatorHub.Telemetry.Storage;

namespace IncubatorHub.Telemetry.Blocks;

/// <summary>The block table as seen through one connection; used by one thread at a time.</summary>
internal sealed class BlockTable(Connection connection, long windowMs, Action<DamagedRow> damaged) : IDisposable
{
    private readonly Statement _get = connection.Prepare("SELECT d FROM block WHERE id = ?1");
    private readonly Statement _last = connection.Prepare("SELECT id, d FROM block WHERE id BETWEEN ?1 AND ?2 ORDER BY id DESC LIMIT 1");
    private readonly Statement _range = connection.Prepare("SELECT id, d FROM block WHERE id BETWEEN ?1 AND ?2 ORDER BY id");
    private readonly BlockCodec _codec = new();

    public BlockReadings Readings { get; } = new();

    public long WindowMs => windowMs;

    public LastBlock Last(int series)
    {
        long highest = -1;
        long before = uint.MaxValue;
        while (true)
        {
            _last.Bind(1, BlockId.Of(series, 0)).Bind(2, BlockId.Of(series, before));
            try
            {
                if (!_last.Step()) return new LastBlock(highest, null);
                var id = _last.Int64(0);
                var window = BlockId.Window(id);
                highest = Math.Max(highest, window);
                if (TryDecode(id, _last.Blob(1))) return new LastBlock(highest, Readings.At(Readings.Count - 1, window * windowMs));

                // A damaged block still bars its window; the latest reading comes from the one before.
                if (window == 0) return new LastBlock(highest, null);
                before = window - 1;
            }
            finally
            {
                _last.Reset();
            }
        }
    }

    /// <summary>Decodes one block into <see cref="Readings"/>.</summary>
    /// <returns>False when there is none, or when it is damaged, which <paramref name="isDamaged"/> tells.</returns>
    public bool TryGet(int series, long window, out bool isDamaged)
    {
        var id = BlockId.Of(series, window);
        _get.Bind(1, id);
        try
        {
            isDamaged = false;
            if (!_get.Step()) return false;
            isDamaged = !TryDecode(id, _get.Blob(0));
            return !isDamaged;
        }
        finally
        {
            _get.Reset();
        }
    }

    /// <summary>Walks the blocks of a series over windows (both inclusive), until the visitor returns false.</summary>
    public void Visit(int series, long fromWindow, long toWindow, BlockVisitor visit)
    {
        _range.Bind(1, BlockId.Of(series, fromWindow)).Bind(2, BlockId.Of(series, toWindow));
        try
        {
            while (_range.Step())
            {
                var id = _range.Int64(0);
                if (!visit(id, BlockId.Window(id), _range.Blob(1))) return;
            }
        }
        finally
        {
            _range.Reset();
        }
    }

    public bool TryDecode(long id, ReadOnlySpan<byte> block)
    {
        try
        {
            _codec.Decode(id, block, Readings);
            return true;
        }
        catch (Exception failure) when (failure is InvalidDataException or ArgumentException or IndexOutOfRangeException or OverflowException)
        {
            Report(id, failure.Message);
            return false;
        }
    }

    public bool TrySummary(long id, ReadOnlySpan<byte> block, out BlockSummary summary)
    {
        try
        {
            summary = BlockCodec.Summary(id, block);
            return true;
        }
        catch (InvalidDataException failure)
        {
            Report(id, failure.Message);
            summary = default;
            return false;
        }
    }

    public void Dispose()
    {
        _get.Dispose();
        _last.Dispose();
        _range.Dispose();
    }

    private void Report(long id, string reason)
        => damaged(new DamagedRow("block", id, BlockId.Series(id), BlockId.Window(id) * windowMs, reason));
}

/// <summary>Sees one block; returns false to stop.</summary>
internal delegate bool BlockVisitor(long id, long window, ReadOnlySpan<byte> block);
