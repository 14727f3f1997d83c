using System.Numerics;
using IncubatorHub.Telemetry.Storage;

namespace IncubatorHub.Telemetry.Blocks;

/// <summary>
/// The lossless way for doubles without decimal structure: each bit pattern against the one before by exclusive or, without the trailing
/// zeros that all share (29 when a device sends 32-bit floats), in one width per block. Exact for NaN payloads, infinities and -0.0.
/// </summary>
internal static class BitPatterns
{
    /// <summary>Writes the block's values by exclusive or; false, with nothing written, when eight bytes each are smaller.</summary>
    public static bool TryWrite(ReadOnlySpan<double> values, Scratch scratch, ByteWriter to)
    {
        if (values.Length < 2) return false;
        var xors = scratch.A.AsSpan(0, values.Length - 1);
        long all = 0;
        for (var i = 0; i < xors.Length; i++)
        {
            xors[i] = Bits(values[i]) ^ Bits(values[i + 1]);
            all |= xors[i];
        }

        var shift = all == 0 ? 0 : BitOperations.TrailingZeroCount(all);
        for (var i = 0; i < xors.Length; i++) xors[i] = (long)((ulong)xors[i] >> shift);
        if (IntegerStream.Size(xors) + 1 >= xors.Length * 8L) return false;
        to.Double(values[0]);
        to.Byte((byte)shift);
        IntegerStream.Write(xors, scratch.Bits, to);
        return true;
    }

    public static void Read(ref ByteReader from, Scratch scratch, Span<double> values)
    {
        values[0] = from.Double();
        var shift = from.Byte() & 63;
        var xors = scratch.A.AsSpan(0, values.Length - 1);
        IntegerStream.Read(ref from, xors);
        var pattern = Bits(values[0]);
        for (var i = 0; i < xors.Length; i++)
        {
            pattern ^= xors[i] << shift;
            values[i + 1] = BitConverter.Int64BitsToDouble(pattern);
        }
    }

    private static long Bits(double value) => BitConverter.DoubleToInt64Bits(value);
}
