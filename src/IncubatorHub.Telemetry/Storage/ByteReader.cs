using System.Buffers.Binary;

namespace IncubatorHub.Telemetry.Storage;

/// <summary>Reads what <see cref="ByteWriter"/> wrote; a row that ends too early is <see cref="InvalidDataException"/>.</summary>
internal ref struct ByteReader(ReadOnlySpan<byte> bytes)
{
    private readonly ReadOnlySpan<byte> _bytes = bytes;
    private int _at;

    public readonly bool AtEnd => _at == _bytes.Length;

    public byte Byte() => Take(1)[0];

    public ReadOnlySpan<byte> Take(int count)
    {
        if ((uint)count > (uint)(_bytes.Length - _at)) throw new InvalidDataException("The row is cut off.");
        var span = _bytes.Slice(_at, count);
        _at += count;
        return span;
    }

    public ulong Unsigned() => Varint.Read(_bytes, ref _at);

    public long Signed() => Varint.UnZigZag(Unsigned());

    public int Int32(int most)
    {
        var value = Unsigned();
        return value <= (ulong)most ? (int)value : throw new InvalidDataException($"A count of {value} is beyond {most}.");
    }

    public double Double() => BinaryPrimitives.ReadDoubleLittleEndian(Take(8));
}
