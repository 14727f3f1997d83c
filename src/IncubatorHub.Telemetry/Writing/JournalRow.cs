using IncubatorHub.Telemetry.Blocks;
using IncubatorHub.Telemetry.Storage;

namespace IncubatorHub.Telemetry.Writing;

/// <summary>One journal row: the readings of one commit, batch after batch, as <see cref="JournalEncoder"/> packed them.</summary>
internal static class JournalRow
{
    public const byte Version = 1;

    public static void Write(ReadOnlySpan<ReadingBatch> batches, long seq, ByteWriter to)
    {
        to.Clear();
        to.Byte(Version);
        foreach (var batch in batches)
        {
            if (batch.Count == 0) continue;
            to.Unsigned((ulong)batch.Count);
            to.Bytes(batch.Journal);
        }

        to.Checksum(seq);
    }

    /// <summary>Appends the row's readings to a list.</summary>
    /// <exception cref="InvalidDataException">The row is damaged or of a later version.</exception>
    public static void Read(ReadOnlySpan<byte> row, long seq, List<BatchEntry> to)
    {
        var from = new ByteReader(Crc32C.Verified(row, seq));
        var version = from.Byte();
        if (version != Version) throw new InvalidDataException($"Journal version {version} is unknown; this program knows {Version}.");
        while (!from.AtEnd)
        {
            long series = 0, timestamp = 0;
            byte quality = 0;
            var scale = 0;
            for (var left = from.Int32(ReadingBatch.MaxReadings); left > 0; left--)
            {
                var head = from.Unsigned();
                series += Varint.UnZigZag(head >> 3);
                if ((head & JournalEncoder.HasTime) != 0) timestamp += from.Signed();
                if ((head & JournalEncoder.HasQuality) != 0) quality = from.Byte();
                if ((head & JournalEncoder.HasScale) != 0) scale = from.Byte();
                var value = scale == JournalEncoder.RawScale ? from.Double() : DecimalScale.Unscale(from.Signed(), scale);
                to.Add(new BatchEntry((int)series, (ReadingQuality)quality, timestamp, value));
            }
        }
    }
}
