using System.Buffers;
using System.Text;

namespace IncubatorHub.Protocol.Tests;

internal sealed record Got(string Device, string Metric, long Time, double Value, ReadingQuality Quality);

internal struct CollectingSink() : ITelemetrySink
{
    private readonly List<(string Device, string Metric)> _series = [];

    public List<Got> Readings { get; } = [];
    public List<MalformedPart> Malformations { get; } = [];
    public string? Epoch { get; private set; }
    public long? Sequence { get; private set; }
    public long? SentMs { get; private set; }
    public bool HasHeader { get; private set; }
    public readonly int SeriesCalls => _series.Count;

    public void Header(in TelemetryHeader header)
    {
        HasHeader = true;
        Epoch = Encoding.UTF8.GetString(header.Epoch);
        Sequence = header.Sequence;
        SentMs = header.SentMs;
    }

    public readonly int Series(ReadOnlySpan<byte> device, ReadOnlySpan<byte> metric)
    {
        _series.Add((Encoding.UTF8.GetString(device), Encoding.UTF8.GetString(metric)));
        return _series.Count - 1;
    }

    public readonly void Reading(int series, long timestampMs, double value, ReadingQuality quality) =>
        Readings.Add(new(_series[series].Device, _series[series].Metric, timestampMs, value, quality));

    public readonly void Malformed(in MalformedPart part) => Malformations.Add(part);
}

internal static class Reads
{
    public const long Now = 1_795_559_406_000;

    public static (CollectingSink Sink, TelemetryReadResult Result) Text(string json, TelemetryFormat format = TelemetryFormat.Undeclared) =>
        Bytes(Encoding.UTF8.GetBytes(json), format);

    public static (CollectingSink Sink, TelemetryReadResult Result) Bytes(byte[] payload, TelemetryFormat format = TelemetryFormat.Undeclared)
    {
        var sink = new CollectingSink();
        var result = new TelemetryReader().Read(payload, format, Now, ref sink);
        result.Readings.ShouldBe(sink.Readings.Count);
        return (sink, result);
    }

    /// <summary>The payload cut into pieces of the given size, as it may come from a pipe.</summary>
    public static ReadOnlySequence<byte> Cut(byte[] payload, int size)
    {
        if (payload.Length <= size) return new(payload);
        Piece? first = null, last = null;
        for (var i = 0; i < payload.Length; i += size)
        {
            last = new Piece(payload.AsMemory(i, Math.Min(size, payload.Length - i)), last);
            first ??= last;
        }
        return new(first!, 0, last!, last!.Memory.Length);
    }

    private sealed class Piece : ReadOnlySequenceSegment<byte>
    {
        public Piece(ReadOnlyMemory<byte> memory, Piece? before)
        {
            Memory = memory;
            if (before is null) return;
            RunningIndex = before.RunningIndex + before.Memory.Length;
            before.Next = this;
        }
    }
}
