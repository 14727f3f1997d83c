using System.Buffers.Binary;
using System.Security.Cryptography;

namespace IncubatorHub.Platform.Persistence;

/// <summary>
/// Makes the ids of rows: UUIDs of version 7 (RFC 9562, section 6.2, method 3). Those of one process sort in the order in which they were made, within a
/// millisecond too, and when the clock is set back; those of several processes by their clocks, to about a quarter of a microsecond.
/// </summary>
public static class OrderedId
{
    // Bits of a millisecond's fraction, in the 12 that version 7 leaves free after the time.
    private const int FractionBits = 12;
    private const long TicksBetweenEpochs = 621_355_968_000_000_000;

    private static long _last;

    /// <summary>The next id; sorts after all that this process made before.</summary>
    public static Guid Next()
    {
        // The machine's clock, not a test's: the order in which rows are made does not go back when a test turns its clock.
        var now = Fractions(TimeProvider.System.GetUtcNow());
        long last, next;
        do
        {
            last = Volatile.Read(ref _last);
            next = Math.Max(now, last + 1);
        }
        while (Interlocked.CompareExchange(ref _last, next, last) != last);
        return Of(next);
    }

    private static long Fractions(DateTimeOffset at)
    {
        var (milliseconds, ticks) = Math.DivRem(at.UtcTicks - TicksBetweenEpochs, TimeSpan.TicksPerMillisecond);
        return (milliseconds << FractionBits) | ((ticks << FractionBits) / TimeSpan.TicksPerMillisecond);
    }

    private static Guid Of(long fractions)
    {
        Span<byte> bytes = stackalloc byte[16];
        BinaryPrimitives.WriteInt64BigEndian(bytes, fractions << (16 - FractionBits));
        var fraction = (int)(fractions & ((1 << FractionBits) - 1));
        BinaryPrimitives.WriteUInt16BigEndian(bytes[6..], (ushort)(0x7000 | fraction));
        RandomNumberGenerator.Fill(bytes[8..]);
        bytes[8] = (byte)(0x80 | (bytes[8] & 0x3F));
        return new Guid(bytes, bigEndian: true);
    }
}
