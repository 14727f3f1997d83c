using IncubatorHub.Telemetry.Blocks;
using IncubatorHub.Telemetry.Head;

namespace IncubatorHub.Telemetry.Querying;

/// <summary>
/// One pass over a series within [from, to). The head is copied before the blocks are read: what compaction moves in between is then
/// seen twice and merged, but never missed.
/// </summary>
internal sealed class SeriesScan(HeadTable head, BlockTable blocks)
{
    /// <summary>Answers a block that lies wholly in the span by its summary; returns false to have it decoded.</summary>
    public delegate bool SummaryVisitor(long windowStart, in BlockSummary summary);

    public void Run(int series, long fromMs, long toMs, SummaryVisitor? summarise, ReadingVisitor visit, CancellationToken cancellationToken)
    {
        fromMs = Math.Max(fromMs, Reading.MinTimestampMs);
        toMs = Math.Min(toMs, Reading.MaxTimestampMs + 1);
        if (fromMs >= toMs) return;
        var (firstWindow, lastWindow) = (fromMs / head.WindowMs, (toMs - 1) / head.WindowMs);
        var chunks = head.Copy(series, firstWindow, lastWindow);
        var next = 0;
        var going = true;

        blocks.Visit(series, firstWindow, lastWindow, (id, window, block) =>
        {
            cancellationToken.ThrowIfCancellationRequested();
            for (; next < chunks.Count && chunks[next].Window < window; next++)
            {
                if (!(going = Walk(null, chunks[next], chunks[next].Window))) return false;
            }

            var chunk = next < chunks.Count && chunks[next].Window == window ? chunks[next++] : null;
            var start = window * head.WindowMs;
            if (chunk is null && summarise is not null && blocks.TrySummary(id, block, out var summary)
                && start + summary.FirstOffset >= fromMs && start + summary.LastOffset < toMs && summarise(start, summary)) return true;
            var readings = blocks.TryDecode(id, block) ? blocks.Readings : null;
            return going = Walk(readings, chunk, window);
        });

        for (; going && next < chunks.Count; next++) going = Walk(null, chunks[next], chunks[next].Window);

        bool Walk(BlockReadings? block, ChunkCopy? chunk, long window)
            => WindowMerge.Walk(window * head.WindowMs, block, chunk, fromMs, toMs, visit);
    }
}
