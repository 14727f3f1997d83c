using System.Numerics;
using IncubatorHub.Telemetry.Storage;

namespace IncubatorHub.Telemetry.Blocks;

/// <summary>
/// A list of integers in one bit width, with the few that do not fit patched in behind it: an outlier costs its own bytes and does not
/// widen the rest. The integers are taken either from their minimum or by zigzag, whichever comes out smaller.
/// </summary>
internal static class IntegerStream
{
    private const byte ZigZagFlag = 0x80;

    /// <summary>The bytes that <see cref="Write"/> would take.</summary>
    public static long Size(ReadOnlySpan<long> values) => Plan(values).Bytes;

    public static void Write(ReadOnlySpan<long> values, ulong[] scratch, ByteWriter to)
    {
        if (values.IsEmpty) return;
        var (zigzag, least, width, _) = Plan(values);
        var mapped = scratch.AsSpan(0, values.Length);
        for (var i = 0; i < values.Length; i++) mapped[i] = zigzag ? Varint.ZigZag(values[i]) : (ulong)(values[i] - least);

        to.Byte((byte)(width | (zigzag ? ZigZagFlag : 0)));
        if (!zigzag) to.Signed(least);
        var exceptions = 0;
        foreach (var value in mapped) if (Bits(value) > width) exceptions++;
        to.Unsigned((ulong)exceptions);
        BitWriter.Pack(mapped, width, to);
        if (exceptions == 0) return;
        var last = 0;
        for (var i = 0; i < mapped.Length; i++)
        {
            if (Bits(mapped[i]) <= width) continue;
            to.Unsigned((ulong)(i - last));
            to.Unsigned(mapped[i] >> width);
            last = i;
        }
    }

    public static void Read(ref ByteReader from, Span<long> values)
    {
        if (values.IsEmpty) return;
        var head = from.Byte();
        var zigzag = (head & ZigZagFlag) != 0;
        var width = head & 0x7F;
        if (width > 64) throw new InvalidDataException($"A width of {width} bits is beyond 64.");
        var least = zigzag ? 0 : from.Signed();
        var exceptions = from.Int32(values.Length);
        var mapped = System.Runtime.InteropServices.MemoryMarshal.Cast<long, ulong>(values);
        BitReader.Unpack(from.Take(BitWriter.PackedBytes(values.Length, width)), width, mapped);
        var at = 0;
        for (var e = 0; e < exceptions; e++)
        {
            at += from.Int32(values.Length - 1 - at);
            mapped[at] |= from.Unsigned() << width;
        }

        if (zigzag) for (var i = 0; i < values.Length; i++) values[i] = Varint.UnZigZag(mapped[i]);
        else if (least != 0) for (var i = 0; i < values.Length; i++) values[i] += least;
    }

    private static int Bits(ulong value) => 64 - BitOperations.LeadingZeroCount(value);

    private static (bool ZigZag, long Least, int Width, long Bytes) Plan(ReadOnlySpan<long> values)
    {
        if (values.IsEmpty) return default;
        Span<int> fromLeast = stackalloc int[65];
        Span<int> byZigZag = stackalloc int[65];
        fromLeast.Clear();
        byZigZag.Clear();
        var least = long.MaxValue;
        foreach (var value in values) least = Math.Min(least, value);
        foreach (var value in values)
        {
            fromLeast[Bits((ulong)(value - least))]++;
            byZigZag[Bits(Varint.ZigZag(value))]++;
        }

        var (widthA, bytesA) = Cheapest(fromLeast, values.Length);
        var (widthB, bytesB) = Cheapest(byZigZag, values.Length);
        bytesA += Varint.Size(Varint.ZigZag(least));
        return bytesB < bytesA ? (true, 0, widthB, bytesB) : (false, least, widthA, bytesA);
    }

    private static (int Width, long Bytes) Cheapest(ReadOnlySpan<int> lengths, int count)
    {
        var (best, bestBytes) = (64, long.MaxValue);
        for (var width = 0; width <= 64; width++)
        {
            long bytes = 2 + BitWriter.PackedBytes(count, width);
            // A width of 64 leaves no exceptions, so that a shift by 64 never happens.
            for (var length = width + 1; length <= 64; length++) bytes += lengths[length] * (1L + (length - width + 6) / 7);
            if (bytes < bestBytes) (best, bestBytes) = (width, bytes);
        }

        return (best, bestBytes);
    }
}
