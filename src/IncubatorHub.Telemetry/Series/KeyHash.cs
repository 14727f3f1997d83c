using System.Buffers.Binary;
using System.Security.Cryptography;

namespace IncubatorHub.Telemetry.Series;

/// <summary>A 64-bit hash by multiply and fold, seeded per process, for keys come from outside.</summary>
internal static class KeyHash
{
    private const ulong Odd = 0x9E37_79B9_7F4A_7C15;

    private static readonly ulong Seed = BinaryPrimitives.ReadUInt64LittleEndian(RandomNumberGenerator.GetBytes(8)) | 1;

    public static ulong Of(int source, ReadOnlySpan<byte> device, ReadOnlySpan<byte> metric)
    {
        var hash = Fold(Seed ^ (uint)source, Odd ^ (uint)device.Length);
        return Mix(Mix(hash, device), metric) | 1;
    }

    private static ulong Mix(ulong hash, ReadOnlySpan<byte> bytes)
    {
        for (; bytes.Length >= 8; bytes = bytes[8..]) hash = Fold(hash ^ BinaryPrimitives.ReadUInt64LittleEndian(bytes), Odd);
        ulong rest = 0;
        foreach (var b in bytes) rest = (rest << 8) | b;
        return Fold(hash ^ rest, Odd ^ Seed);
    }

    private static ulong Fold(ulong a, ulong b)
    {
        var high = Math.BigMul(a, b, out var low);
        return high ^ low;
    }
}
