using System.Buffers.Binary;

namespace IncubatorHub.Telemetry.Storage;

/// <summary>Bytes that grow; kept and reused by one thread.</summary>
internal sealed class ByteWriter
{
    private byte[] _bytes = new byte[1024];

    public int Length { get; private set; }

    public ReadOnlySpan<byte> Written => _bytes.AsSpan(0, Length);

    public void Clear() => Length = 0;

    public Span<byte> Take(int count)
    {
        if (_bytes.Length - Length < count) Array.Resize(ref _bytes, Math.Max(_bytes.Length * 2, Length + count));
        var span = _bytes.AsSpan(Length, count);
        Length += count;
        return span;
    }

    public void Byte(byte value) => Take(1)[0] = value;

    public void Bytes(ReadOnlySpan<byte> value) => value.CopyTo(Take(value.Length));

    public void Unsigned(ulong value)
    {
        Span<byte> number = stackalloc byte[Varint.MaxBytes];
        Bytes(number[..Varint.Write(number, value)]);
    }

    public void Signed(long value) => Unsigned(Varint.ZigZag(value));

    public void Double(double value) => BinaryPrimitives.WriteDoubleLittleEndian(Take(8), value);

    /// <summary>Ends a row with the checksum of what stands before.</summary>
    public void Checksum(long id)
    {
        var crc = Crc32C.Of(Written, id);
        BinaryPrimitives.WriteUInt32LittleEndian(Take(Crc32C.Bytes), crc);
    }
}
