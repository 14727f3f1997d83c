using IncubatorHub.Telemetry.Storage;

namespace IncubatorHub.Telemetry.Blocks;

/// <summary>
/// Offsets within a window, strictly ascending. Sampling is regular, so most blocks are a grid: a step, how many steps lie between
/// readings (nearly always one; more after a gap or with a dead band), and the jitter around the grid. Otherwise: differences.
/// </summary>
internal static class TimeCodec
{
    public static bool Write(ReadOnlySpan<uint> offsets, Scratch scratch, ByteWriter to)
    {
        var count = offsets.Length - 1;
        if (count <= 0) return false;
        var deltas = scratch.A.AsSpan(0, count);
        for (var i = 0; i < count; i++) deltas[i] = (long)offsets[i + 1] - offsets[i];
        var bytes = IntegerStream.Size(deltas);

        var step = Step(deltas);
        if (step > 1)
        {
            var skips = scratch.B.AsSpan(0, count);
            var jitter = scratch.C.AsSpan(0, count);
            Grid(offsets, step, skips, jitter);
            if (Varint.Size((ulong)step) + IntegerStream.Size(skips) + IntegerStream.Size(jitter) < bytes)
            {
                to.Unsigned((ulong)step);
                IntegerStream.Write(skips, scratch.Bits, to);
                IntegerStream.Write(jitter, scratch.Bits, to);
                return true;
            }
        }

        IntegerStream.Write(deltas, scratch.Bits, to);
        return false;
    }

    public static void Read(ref ByteReader from, bool grid, uint first, Scratch scratch, Span<uint> offsets)
    {
        if (offsets.IsEmpty) return;
        offsets[0] = first;
        var count = offsets.Length - 1;
        if (count == 0) return;
        var a = scratch.A.AsSpan(0, count);
        if (!grid)
        {
            IntegerStream.Read(ref from, a);
            for (var i = 0; i < count; i++) offsets[i + 1] = (uint)(offsets[i] + a[i]);
            return;
        }

        var step = (long)from.Unsigned();
        var jitter = scratch.B.AsSpan(0, count);
        IntegerStream.Read(ref from, a);
        IntegerStream.Read(ref from, jitter);
        long point = first;
        for (var i = 0; i < count; i++)
        {
            point += (a[i] + 1) * step;
            offsets[i + 1] = (uint)(point + jitter[i]);
        }
    }

    private static void Grid(ReadOnlySpan<uint> offsets, long step, Span<long> skips, Span<long> jitter)
    {
        long first = offsets[0];
        long point = 0;
        for (var i = 0; i < skips.Length; i++)
        {
            var distance = offsets[i + 1] - first;
            var next = (distance + step / 2) / step;
            skips[i] = next - point - 1;
            jitter[i] = distance - next * step;
            point = next;
        }
    }

    /// <summary>The median of some differences, rounded to what people configure.</summary>
    private static long Step(ReadOnlySpan<long> deltas)
    {
        Span<long> sample = stackalloc long[Math.Min(deltas.Length, 63)];
        for (var i = 0; i < sample.Length; i++) sample[i] = deltas[(int)((long)i * deltas.Length / sample.Length)];
        sample.Sort();
        var median = sample[sample.Length / 2];
        ReadOnlySpan<long> units = [1000, 500, 100, 50, 10, 5];
        foreach (var unit in units)
        {
            var rounded = (median + unit / 2) / unit * unit;
            if (rounded > 0 && Math.Abs(rounded - median) * 20 <= median) return rounded;
        }

        return median;
    }
}
