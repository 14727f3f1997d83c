using System.Buffers.Binary;

namespace IncubatorHub.Telemetry.Blocks;

/// <summary>Reads back what <see cref="BitWriter"/> packed.</summary>
internal static class BitReader
{
    public static void Unpack(ReadOnlySpan<byte> from, int width, Span<ulong> values)
    {
        if (width == 0)
        {
            values.Clear();
            return;
        }

        var mask = width == 64 ? ulong.MaxValue : (1UL << width) - 1;
        long bit = 0;
        var i = 0;

        // One unaligned load holds any value of up to 57 bits.
        if (width <= 57)
        {
            for (; i < values.Length && (int)(bit >> 3) + 8 <= from.Length; i++, bit += width)
            {
                values[i] = (BinaryPrimitives.ReadUInt64LittleEndian(from[(int)(bit >> 3)..]) >> (int)(bit & 7)) & mask;
            }
        }

        for (; i < values.Length; i++, bit += width) values[i] = Slow(from, bit, width) & mask;
    }

    private static ulong Slow(ReadOnlySpan<byte> from, long bit, int width)
    {
        var at = (int)(bit >> 3);
        var skip = (int)(bit & 7);
        UInt128 value = 0;
        for (var n = 0; n * 8 < skip + width; n++) value |= (UInt128)from[at + n] << (n * 8);
        return (ulong)(value >> skip);
    }
}
