using System.Runtime.InteropServices;
using System.Text.Json;

namespace IncubatorHub.Protocol.Parsing;

/// <summary>
/// Everything found in one document until its end proves it whole: names, columns, readings, malformed parts. Grows with the largest
/// message so far and shrinks never; the limits of the contract bound it (a reading is 32 bytes here).
/// </summary>
internal sealed class TelemetryScratch
{
    private const int LongestRawName = ProtocolLimits.MaxDeviceNameBytes * 6; // six bytes of "\u0061" are one byte of name

    private byte[] _names = new byte[4096];
    private int _nameBytes;
    private Column[] _columns = new Column[64];
    private PendingReading[] _readings = new PendingReading[256];
    private readonly List<MalformedPart> _malformed = [];
    private int _furtherMalformed;

    public byte[] SenmlBaseName { get; } = new byte[SenmlBase.NameBytes];
    public byte[] SenmlName { get; } = new byte[SenmlBase.NameBytes];
    public int ColumnCount { get; private set; }
    public int ReadingCount { get; private set; }
    public int MalformedCount => _malformed.Count + _furtherMalformed;
    public bool IsBroken { get; private set; }
    public NameSlice Epoch { get; set; }
    public long? Sequence { get; set; }
    public long? SentMs { get; set; }

    public ref PendingReading Reading(int index) => ref _readings[index];
    public ref Column Column(int index) => ref _columns[index];
    public ReadOnlySpan<byte> Name(NameSlice slice) => _names.AsSpan(slice.Start, slice.Length);

    public void Clear()
    {
        _nameBytes = ColumnCount = ReadingCount = _furtherMalformed = 0;
        _malformed.Clear();
        IsBroken = false;
        Epoch = default;
        Sequence = SentMs = null;
    }

    public Mark Here() => new(ColumnCount, ReadingCount, _malformed.Count, _furtherMalformed);

    /// <summary>Forgets all that was found since the mark: a block that turns out unusable reports itself once, not each of its rows.</summary>
    public void BackTo(Mark mark)
    {
        ColumnCount = mark.Columns;
        ReadingCount = mark.Readings;
        _furtherMalformed = mark.FurtherMalformed;
        _malformed.RemoveRange(mark.Malformed, _malformed.Count - mark.Malformed);
    }

    public void AddColumn(NameSlice device, NameSlice metric)
    {
        if (ColumnCount == _columns.Length) Array.Resize(ref _columns, ColumnCount * 2);
        _columns[ColumnCount++] = new Column { Device = device, Metric = metric };
    }

    public void AddReading(int column, long timestampMs, double value, int row, ReadingQuality quality)
    {
        // One more than the limit is enough to know that the message is refused.
        if (ReadingCount > ProtocolLimits.MaxReadingsPerMessage) return;
        if (ReadingCount == _readings.Length) Array.Resize(ref _readings, ReadingCount * 2);
        _readings[ReadingCount++] = new PendingReading { Column = column, TimestampMs = timestampMs, Value = value, Row = row, Quality = quality };
    }

    public void Malformed(string code, string detail, long offset, long length)
    {
        if (_malformed.Count < ProtocolLimits.MaxMalformedParts) _malformed.Add(new(code, detail, offset, length, IsWholeDocument: false));
        else _furtherMalformed++;
    }

    /// <summary>Refuses the whole document; the first refusal stands.</summary>
    public void Break(string code, string detail, long offset, long length)
    {
        if (IsBroken) return;
        IsBroken = true;
        BackTo(default);
        _malformed.Add(new(code, detail, offset, length, IsWholeDocument: true));
    }

    /// <summary>Keeps the string under the reader as a name; false when it breaks <see cref="NameRule"/>.</summary>
    public bool TryKeepName(ref Utf8JsonReader reader, out NameSlice name)
    {
        name = default;
        if (reader.TokenType != JsonTokenType.String && reader.TokenType != JsonTokenType.PropertyName) return false;
        var raw = reader.HasValueSequence ? reader.ValueSequence.Length : reader.ValueSpan.Length;
        if (raw is 0 or > LongestRawName) return false;
        if (_nameBytes + LongestRawName > _names.Length) Array.Resize(ref _names, _names.Length * 2);
        if (!JsonText.TryCopy(ref reader, _names.AsSpan(_nameBytes, LongestRawName), out var written)) return false;
        if (!NameRule.IsValid(_names.AsSpan(_nameBytes, written))) return false;
        name = new NameSlice(_nameBytes, written);
        _nameBytes += written;
        return true;
    }

    /// <summary>Keeps bytes as a name that were put together elsewhere and already obey the rule.</summary>
    public NameSlice KeepName(ReadOnlySpan<byte> name)
    {
        if (_nameBytes + name.Length > _names.Length) Array.Resize(ref _names, _names.Length * 2);
        name.CopyTo(_names.AsSpan(_nameBytes));
        _nameBytes += name.Length;
        return new NameSlice(_nameBytes - name.Length, name.Length);
    }

    public void DeliverTo<TSink>(ref TSink sink, long receivedAtMs) where TSink : ITelemetrySink, allows ref struct
    {
        if (!IsBroken)
        {
            sink.Header(new TelemetryHeader
            {
                Version = ProtocolLimits.Version,
                Epoch = Name(Epoch),
                Sequence = Sequence,
                SentMs = SentMs,
                ReadingCount = ReadingCount,
            });
        }
        foreach (ref readonly var reading in _readings.AsSpan(0, ReadingCount))
        {
            ref var column = ref _columns[reading.Column];
            if (!column.IsNamed)
            {
                column.Handle = sink.Series(Name(column.Device), Name(column.Metric));
                column.IsNamed = true;
            }
            var isUntimed = reading.TimestampMs == PendingReading.Untimed;
            sink.Reading(column.Handle, isUntimed ? receivedAtMs : reading.TimestampMs, reading.Value,
                isUntimed ? reading.Quality | ReadingQuality.ReceiptTime : reading.Quality);
        }
        foreach (var part in _malformed) sink.Malformed(in part);
        if (_furtherMalformed > 0)
            sink.Malformed(new MalformedPart(MalformedCodes.FurtherParts, $"{_furtherMalformed} further malformed parts.", 0, 0, IsWholeDocument: false));
    }
}

/// <summary>A place in the scratch to which a failed part returns.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Mark(int Columns, int Readings, int Malformed, int FurtherMalformed);

/// <summary>A name inside the scratch.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct NameSlice(int Start, int Length);

/// <summary>One device and metric of a block, and the handle that the sink gave for it.</summary>
[StructLayout(LayoutKind.Auto)]
internal struct Column
{
    public NameSlice Device;
    public NameSlice Metric;
    public int Handle;
    public bool IsNamed;
}

/// <summary>One reading that waits for the end of its document.</summary>
[StructLayout(LayoutKind.Auto)]
internal struct PendingReading
{
    public const long Untimed = long.MinValue;

    public long TimestampMs;
    public double Value;
    public int Column;
    public int Row;
    public ReadingQuality Quality;
}
