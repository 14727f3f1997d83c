using System.Runtime.InteropServices;
using IncubatorHub.Telemetry.Blocks;
using IncubatorHub.Telemetry.Head;
using IncubatorHub.Telemetry.Series;
using IncubatorHub.Telemetry.Storage;
using Microsoft.Extensions.Logging;

namespace IncubatorHub.Telemetry.Writing;

/// <summary>Puts back what the file says: the series, and the journal's readings into the head. Runs before the writer starts.</summary>
internal sealed partial class Recovery(Connection connection, SeriesCatalog catalog, HeadTable head, BlockTable blocks, StoreCounts counts, ILogger logger)
{
    /// <summary>Returns the first journal row and the number of the next.</summary>
    public (long FirstSeq, long NextSeq) Run(long nowMs, CancellationToken cancellationToken)
    {
        using (var series = connection.Prepare("SELECT id, source, device, metric FROM series ORDER BY id"))
        {
            while (series.Step()) catalog.Restore((int)series.Int64(0), new SeriesKey(series.Text(1), series.Text(2), series.Text(3)));
        }

        long first = 0, last = 0, readings = 0;
        var damaged = new List<(long Seq, string Reason)>();
        var entries = new List<BatchEntry>();
        using (var journal = connection.Prepare("SELECT seq, d FROM journal ORDER BY seq"))
        {
            while (journal.Step())
            {
                cancellationToken.ThrowIfCancellationRequested();
                last = journal.Int64(0);
                if (first == 0) first = last;
                entries.Clear();
                try
                {
                    JournalRow.Read(journal.Blob(1), last, entries);
                }
                catch (Exception failure) when (failure is InvalidDataException or ArgumentException or IndexOutOfRangeException)
                {
                    damaged.Add((last, failure.Message));
                    continue;
                }

                head.Apply(CollectionsMarshal.AsSpan(entries), last, nowMs, blocks, stored: null);
                readings += entries.Count;
            }
        }

        SetAside(damaged, nowMs);
        if (last > 0) LogReplayed(last - first + 1, readings, head.Readings);

        return (first == 0 ? 1 : first, last + 1);
    }

    private void SetAside(List<(long Seq, string Reason)> damaged, long nowMs)
    {
        if (damaged.Count == 0) return;
        using var copy = connection.Prepare("INSERT INTO damaged(origin, id, found_ms, d) SELECT 'journal', seq, ?2, d FROM journal WHERE seq = ?1");
        using var delete = connection.Prepare("DELETE FROM journal WHERE seq = ?1");
        connection.Execute("BEGIN IMMEDIATE");
        foreach (var (seq, reason) in damaged)
        {
            copy.Bind(1, seq).Bind(2, nowMs).Run();
            delete.Bind(1, seq).Run();
            counts.DamagedRows++;
            LogDamaged(seq, reason);
        }

        connection.Execute("COMMIT");
    }

    [LoggerMessage(30, LogLevel.Information, "Replayed {Rows} telemetry journal rows with {Readings} readings; {Held} of them wait for their block.")]
    private partial void LogReplayed(long rows, long readings, long held);

    [LoggerMessage(31, LogLevel.Error, "Telemetry journal row {Seq} is damaged and was set aside in the table 'damaged': {Reason}")]
    private partial void LogDamaged(long seq, string reason);
}
