using System.Buffers;
using IncubatorHub.Edge.Spool;
using IncubatorHub.Protocol;

namespace IncubatorHub.Edge.Uplinks;

/// <summary>An entry of the spool as a message of the contract: a block for each device, a row for each time and quality.</summary>
internal static class TelemetryMessage
{
    public static ReadOnlyMemory<byte> Write(string epoch, TelemetryEntry entry, long sentMs)
    {
        var output = new ArrayBufferWriter<byte>(1024);
        using var writer = new TelemetryWriter(output);
        writer.Start(epoch, entry.Sequence, sentMs);
        foreach (var device in entry.Readings.GroupBy(r => r.Device, StringComparer.Ordinal))
        {
            string[] metrics = [.. device.Select(r => r.Metric).Distinct(StringComparer.Ordinal)];
            var values = new double[metrics.Length];
            writer.StartBlock(device.Key, device.Min(r => r.TimeMs), metrics);
            foreach (var row in device.GroupBy(r => (r.TimeMs, r.Quality)))
            {
                Array.Fill(values, double.NaN);
                foreach (var reading in row) values[Array.IndexOf(metrics, reading.Metric)] = reading.Value;
                writer.Row(row.Key.TimeMs, values, entry.ThinnedLevel > 0 ? row.Key.Quality | ReadingQuality.Thinned : row.Key.Quality);
            }
            writer.EndBlock();
        }
        writer.End();
        return output.WrittenMemory;
    }
}
