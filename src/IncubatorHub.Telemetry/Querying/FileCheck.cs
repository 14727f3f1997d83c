using IncubatorHub.Telemetry.Blocks;
using IncubatorHub.Telemetry.Writing;

namespace IncubatorHub.Telemetry.Querying;

/// <summary>Reads every row of the file, compares checksums and decodes; in short steps, so that no snapshot pins the log meanwhile.</summary>
internal sealed class FileCheck(Reader reader, long windowMs)
{
    private const int RowsPerStep = 500;

    private readonly BlockCodec _codec = new();
    private readonly BlockReadings _readings = new();
    private readonly List<BatchEntry> _entries = [];
    private readonly List<DamagedRow> _damaged = [];
    private long _blocks, _readingCount, _blockBytes, _journalRows, _damagedCount;

    public CheckReport Run(CancellationToken cancellationToken)
    {
        Walk("SELECT id, d FROM block WHERE id > ?1 ORDER BY id LIMIT ?2", Block, cancellationToken);
        Walk("SELECT seq, d FROM journal WHERE seq > ?1 ORDER BY seq LIMIT ?2", Journal, cancellationToken);
        return new CheckReport(_blocks, _readingCount, _blockBytes, _journalRows, _damaged, _damagedCount);
    }

    private delegate void RowVisitor(long id, ReadOnlySpan<byte> row);

    private void Walk(string sql, RowVisitor visit, CancellationToken cancellationToken)
    {
        using var statement = reader.Connection.Prepare(sql);
        var last = long.MinValue;
        for (var rows = RowsPerStep; rows == RowsPerStep;)
        {
            cancellationToken.ThrowIfCancellationRequested();
            rows = 0;
            statement.Bind(1, last).Bind(2, RowsPerStep);
            for (; statement.Step(); rows++) visit(last = statement.Int64(0), statement.Blob(1));
            statement.Reset();
        }
    }

    private void Block(long id, ReadOnlySpan<byte> row)
    {
        _blocks++;
        _blockBytes += row.Length;
        try
        {
            _readingCount += _codec.Decode(id, row, _readings).Count;
        }
        catch (Exception failure) when (failure is InvalidDataException or ArgumentException or IndexOutOfRangeException or OverflowException)
        {
            Damaged(new DamagedRow("block", id, BlockId.Series(id), BlockId.Window(id) * windowMs, failure.Message));
        }
    }

    private void Journal(long seq, ReadOnlySpan<byte> row)
    {
        _journalRows++;
        _entries.Clear();
        try
        {
            JournalRow.Read(row, seq, _entries);
        }
        catch (Exception failure) when (failure is InvalidDataException or ArgumentException or IndexOutOfRangeException)
        {
            Damaged(new DamagedRow("journal", seq, 0, 0, failure.Message));
        }
    }

    private void Damaged(DamagedRow row)
    {
        _damagedCount++;
        if (_damaged.Count < CheckReport.MaxListed) _damaged.Add(row);
    }
}
