using IncubatorHub.Telemetry.Storage;

namespace IncubatorHub.Telemetry.Blocks;

/// <summary>
/// Values as integers at one decimal scale. Those few that are no such decimal (a NaN marker, a division's result) are listed whole, and
/// their place repeats the integer before. The integers themselves go as they are, as differences, or as differences of differences.
/// </summary>
internal static class DecimalValues
{
    private const int MostDifferences = 2;

    /// <summary>Fills <c>scratch.A</c> with the integers; false when another codec serves better.</summary>
    public static bool TryScale(ReadOnlySpan<double> values, bool single, Scratch scratch, List<int> exceptions, out int scale)
    {
        exceptions.Clear();
        scale = 0;
        var allowed = values.Length / 16;
        var misfits = 0;
        foreach (var value in values)
        {
            if (Fits(value, single, scale, out _)) continue;
            var finer = scale + 1;
            while (finer <= DecimalScale.Max && !Fits(value, single, finer, out _)) finer++;
            if (finer <= DecimalScale.Max) scale = finer;
            else if (++misfits > allowed) return false;
        }

        // A value that fitted a coarser scale may be too large for the finer one: the second pass decides.
        long before = 0;
        for (var i = 0; i < values.Length; i++)
        {
            if (Fits(values[i], single, scale, out var scaled)) before = scaled;
            else exceptions.Add(i);
            if (exceptions.Count > allowed) return false;
            scratch.A[i] = before;
        }

        return true;
    }

    public static void Write(ReadOnlySpan<double> values, int scale, Scratch scratch, List<int> exceptions, ByteWriter to)
    {
        to.Byte((byte)scale);
        to.Unsigned((ulong)exceptions.Count);
        var last = 0;
        foreach (var at in exceptions)
        {
            to.Unsigned((ulong)(at - last));
            to.Double(values[at]);
            last = at;
        }

        var integers = scratch.A.AsSpan(0, values.Length);
        var differences = Differences(integers, scratch);
        to.Byte((byte)differences);
        for (var d = 0; d < differences; d++) Difference(integers, d);
        for (var d = 0; d < Math.Min(differences, integers.Length); d++) to.Signed(integers[d]);
        if (integers.Length > differences) IntegerStream.Write(integers[differences..], scratch.Bits, to);
    }

    public static void Read(ref ByteReader from, bool single, Scratch scratch, Span<double> values)
    {
        var scale = from.Byte();
        if (scale > DecimalScale.Max) throw new InvalidDataException($"A scale of {scale} is beyond {DecimalScale.Max}.");
        var exceptions = from.Int32(values.Length);
        Span<(int At, double Value)> listed = exceptions <= 64 ? stackalloc (int, double)[exceptions] : new (int, double)[exceptions];
        var at = 0;
        for (var e = 0; e < exceptions; e++)
        {
            at += from.Int32(values.Length - 1 - at);
            listed[e] = (at, from.Double());
        }

        var integers = scratch.A.AsSpan(0, values.Length);
        var differences = from.Byte();
        if (differences > MostDifferences) throw new InvalidDataException($"{differences} differences are beyond {MostDifferences}.");
        for (var d = 0; d < Math.Min(differences, integers.Length); d++) integers[d] = from.Signed();
        if (integers.Length > differences) IntegerStream.Read(ref from, integers[differences..]);
        for (var d = differences; d-- > 0;)
        {
            for (var i = d + 1; i < integers.Length; i++) integers[i] += integers[i - 1];
        }

        if (single) for (var i = 0; i < values.Length; i++) values[i] = DecimalScale.UnscaleSingle(integers[i], scale);
        else for (var i = 0; i < values.Length; i++) values[i] = DecimalScale.Unscale(integers[i], scale);
        foreach (var (place, value) in listed) values[place] = value;
    }

    private static bool Fits(double value, bool single, int scale, out long scaled)
        => single ? DecimalScale.TryScaleSingle(value, scale, out scaled) : DecimalScale.TryScale(value, scale, out scaled);

    /// <summary>Replaces each integer behind position <paramref name="order"/> by its difference to the one before.</summary>
    private static void Difference(Span<long> integers, int order)
    {
        for (var i = integers.Length - 1; i > order; i--) integers[i] -= integers[i - 1];
    }

    private static int Differences(ReadOnlySpan<long> integers, Scratch scratch)
    {
        if (integers.Length < 3) return 0;
        var trial = scratch.B.AsSpan(0, integers.Length);
        integers.CopyTo(trial);
        var (best, bestBytes) = (0, IntegerStream.Size(trial));
        for (var d = 1; d <= MostDifferences; d++)
        {
            Difference(trial, d - 1);
            var bytes = IntegerStream.Size(trial[d..]) + 2 * d;
            if (bytes < bestBytes) (best, bestBytes) = (d, bytes);
        }

        return best;
    }
}
