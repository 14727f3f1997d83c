using System.Buffers;
using System.Text.Json;

namespace IncubatorHub.Protocol;

/// <summary>Writes the batch form. One message: <see cref="Start"/>, blocks, <see cref="End"/>; then the instance may be used again. Not thread-safe.</summary>
/// <remarks>Limits are the caller's to keep: the writer checks neither the count of readings nor the size of the payload.</remarks>
public sealed class TelemetryWriter : IDisposable
{
    private readonly Utf8JsonWriter _json;
    private readonly List<byte> _qualities = [];
    private long _blockTimeMs;

    /// <summary>A writer over a buffer; the bytes are there after <see cref="End"/>.</summary>
    public TelemetryWriter(IBufferWriter<byte> output) => _json = new Utf8JsonWriter(output, new JsonWriterOptions { SkipValidation = true });

    /// <summary>Begins a message in the same buffer or another.</summary>
    public void Reset(IBufferWriter<byte> output) => _json.Reset(output);

    /// <summary>Begins the document.</summary>
    /// <param name="epoch">Epoch of the spool, see <see cref="EpochRule"/>.</param>
    /// <param name="sequence">Number of the message within the epoch, from 1.</param>
    /// <param name="sentMs">The sender's clock, milliseconds since 1970 UTC.</param>
    public void Start(string epoch, long sequence, long sentMs)
    {
        _json.WriteStartObject();
        _json.WriteNumber("v"u8, ProtocolLimits.Version);
        _json.WriteString("epoch"u8, epoch);
        _json.WriteNumber("seq"u8, sequence);
        _json.WriteNumber("sent"u8, sentMs);
        _json.WriteStartArray("b"u8);
    }

    /// <summary>Begins the block of one device.</summary>
    /// <param name="device">Device name.</param>
    /// <param name="timeMs">Time that the rows' offsets count from, milliseconds since 1970 UTC.</param>
    /// <param name="metrics">Names of the columns.</param>
    public void StartBlock(string device, long timeMs, ReadOnlySpan<string> metrics)
    {
        _blockTimeMs = timeMs;
        _qualities.Clear();
        _json.WriteStartObject();
        _json.WriteString("d"u8, device);
        _json.WriteNumber("t0"u8, timeMs);
        _json.WriteStartArray("m"u8);
        foreach (var metric in metrics) _json.WriteStringValue(metric);
        _json.WriteEndArray();
        _json.WriteStartArray("r"u8);
    }

    /// <summary>Writes one row.</summary>
    /// <param name="timestampMs">Time of the row, milliseconds since 1970 UTC.</param>
    /// <param name="values">One value for each metric; a value that is not finite is written as null: no reading.</param>
    /// <param name="quality">Quality of the whole row; bits outside <see cref="ReadingQuality.Sendable"/> are left out.</param>
    public void Row(long timestampMs, ReadOnlySpan<double> values, ReadingQuality quality)
    {
        _json.WriteStartArray();
        _json.WriteNumberValue(timestampMs - _blockTimeMs);
        foreach (var value in values)
        {
            if (double.IsFinite(value)) _json.WriteNumberValue(value);
            else _json.WriteNullValue();
        }
        _json.WriteEndArray();
        _qualities.Add((byte)(quality & ReadingQuality.Sendable));
    }

    /// <summary>Ends the block; writes <c>q</c> only where a row has one, and as a single number where all rows share it.</summary>
    public void EndBlock()
    {
        _json.WriteEndArray();
        var isShared = _qualities.TrueForAll(q => q == _qualities[0]);
        if (!isShared)
        {
            _json.WriteStartArray("q"u8);
            foreach (var quality in _qualities) _json.WriteNumberValue((int)quality);
            _json.WriteEndArray();
        }
        else if (_qualities.Count > 0 && _qualities[0] != 0)
        {
            _json.WriteNumber("q"u8, (int)_qualities[0]);
        }
        _json.WriteEndObject();
    }

    /// <summary>Ends the document and gives its bytes to the buffer.</summary>
    public void End()
    {
        _json.WriteEndArray();
        _json.WriteEndObject();
        _json.Flush();
    }

    /// <summary>Returns the writer's memory.</summary>
    public void Dispose() => _json.Dispose();
}
