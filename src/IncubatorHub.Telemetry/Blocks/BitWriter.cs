using System.Buffers.Binary;
using IncubatorHub.Telemetry.Storage;

namespace IncubatorHub.Telemetry.Blocks;

/// <summary>Numbers of one width, lowest bit first, packed without gaps.</summary>
internal static class BitWriter
{
    public static int PackedBytes(int count, int width) => checked((int)(((long)count * width + 7) / 8));

    public static void Pack(ReadOnlySpan<ulong> values, int width, ByteWriter to)
    {
        if (width == 0) return;
        var span = to.Take(PackedBytes(values.Length, width));
        var mask = width == 64 ? ulong.MaxValue : (1UL << width) - 1;
        ulong pending = 0;
        var filled = 0;
        foreach (var value in values)
        {
            var bits = value & mask;
            pending |= bits << filled;
            filled += width;
            if (filled < 64) continue;
            BinaryPrimitives.WriteUInt64LittleEndian(span, pending);
            span = span[8..];
            filled -= 64;
            // A shift by 64 would be a shift by 0.
            pending = filled == 0 ? 0 : bits >> (width - filled);
        }

        for (; filled > 0; filled -= 8, pending >>= 8)
        {
            span[0] = (byte)pending;
            span = span[1..];
        }
    }
}
