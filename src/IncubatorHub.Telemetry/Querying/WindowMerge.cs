using IncubatorHub.Telemetry.Blocks;
using IncubatorHub.Telemetry.Head;

namespace IncubatorHub.Telemetry.Querying;

/// <summary>Sees one reading; returns false to stop.</summary>
internal delegate bool ReadingVisitor(in Reading reading);

/// <summary>Walks the readings of one window in order of time, from a block, a chunk, or both; the block's reading stands for an instant in both.</summary>
internal static class WindowMerge
{
    public static bool Walk(long windowStart, BlockReadings? block, ChunkCopy? chunk, long fromMs, long toMs, ReadingVisitor visit)
    {
        var inBlock = block?.IndexOf(fromMs - windowStart) ?? 0;
        var blockEnd = block?.IndexOf(toMs - windowStart) ?? 0;
        var inChunk = chunk is null ? 0 : IndexOf(chunk.Offsets, fromMs - windowStart);
        var chunkEnd = chunk is null ? 0 : IndexOf(chunk.Offsets, toMs - windowStart);
        while (inBlock < blockEnd || inChunk < chunkEnd)
        {
            var takeBlock = inBlock < blockEnd && (inChunk == chunkEnd || block!.Offsets[inBlock] <= chunk!.Offsets[inChunk]);
            if (takeBlock)
            {
                if (inChunk < chunkEnd && chunk!.Offsets[inChunk] == block!.Offsets[inBlock]) inChunk++;
                if (!visit(block!.At(inBlock++, windowStart))) return false;
            }
            else
            {
                var reading = new Reading(windowStart + chunk!.Offsets[inChunk], chunk.Values[inChunk], chunk.QualityAt(inChunk));
                inChunk++;
                if (!visit(reading)) return false;
            }
        }

        return true;
    }

    private static int IndexOf(uint[] offsets, long offset)
    {
        if (offset <= 0) return 0;
        if (offset > uint.MaxValue) return offsets.Length;
        var at = Array.BinarySearch(offsets, (uint)offset);
        return at < 0 ? ~at : at;
    }
}
