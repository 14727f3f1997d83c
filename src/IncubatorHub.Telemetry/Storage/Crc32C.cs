using System.Buffers.Binary;
using System.Numerics;

namespace IncubatorHub.Telemetry.Storage;

/// <summary>CRC-32C (RFC 3720) with the processor's instruction, seeded with the row's id so that a misplaced row is noticed too.</summary>
internal static class Crc32C
{
    public const int Bytes = 4;

    public static uint Of(ReadOnlySpan<byte> bytes, long id)
    {
        var crc = BitOperations.Crc32C(uint.MaxValue, (ulong)id);
        while (bytes.Length >= 8)
        {
            crc = BitOperations.Crc32C(crc, BinaryPrimitives.ReadUInt64LittleEndian(bytes));
            bytes = bytes[8..];
        }

        foreach (var b in bytes) crc = BitOperations.Crc32C(crc, b);
        return ~crc;
    }

    /// <summary>The row without its checksum.</summary>
    /// <exception cref="InvalidDataException">The checksum does not match.</exception>
    public static ReadOnlySpan<byte> Verified(ReadOnlySpan<byte> row, long id)
    {
        if (row.Length < Bytes) throw new InvalidDataException("The row is cut off.");
        var body = row[..^Bytes];
        if (BinaryPrimitives.ReadUInt32LittleEndian(row[^Bytes..]) != Of(body, id)) throw new InvalidDataException("The checksum does not match.");
        return body;
    }
}
