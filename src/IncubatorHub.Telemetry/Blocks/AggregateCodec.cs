using IncubatorHub.Telemetry.Storage;

namespace IncubatorHub.Telemetry.Blocks;

/// <summary>The aggregates in a block's header: as scaled integers where that is exact for each of them, else as doubles.</summary>
internal static class AggregateCodec
{
    private const byte AsDoubles = 0xFF;

    public static void Write(ReadOnlySpan<double> values, ByteWriter to)
    {
        Aggregate aggregate = default;
        foreach (var value in values) aggregate.Add(value);
        to.Unsigned((ulong)(values.Length - aggregate.Count));

        // The sum is kept as it was added up, so that a query gives the same whether it decodes or not.
        for (var scale = 0; scale <= DecimalScale.Max; scale++)
        {
            if (!DecimalScale.TryScale(aggregate.First, scale, out var first) || !DecimalScale.TryScale(aggregate.Last, scale, out var last)
                || !DecimalScale.TryScale(aggregate.Min, scale, out var min) || !DecimalScale.TryScale(aggregate.Max, scale, out var max)) continue;
            to.Byte((byte)scale);
            to.Signed(first);
            to.Signed(last - first);
            to.Unsigned((ulong)(first - min));
            to.Unsigned((ulong)(max - first));
            to.Double(aggregate.Sum);
            return;
        }

        to.Byte(AsDoubles);
        to.Double(aggregate.First);
        to.Double(aggregate.Last);
        to.Double(aggregate.Min);
        to.Double(aggregate.Max);
        to.Double(aggregate.Sum);
    }

    public static Aggregate Read(ref ByteReader from, int count)
    {
        Aggregate aggregate = default;
        aggregate.Count = count - from.Int32(count);
        var scale = from.Byte();
        if (scale == AsDoubles)
        {
            aggregate.First = from.Double();
            aggregate.Last = from.Double();
            aggregate.Min = from.Double();
            aggregate.Max = from.Double();
        }
        else
        {
            if (scale > DecimalScale.Max) throw new InvalidDataException($"A scale of {scale} is beyond {DecimalScale.Max}.");
            var first = from.Signed();
            aggregate.First = DecimalScale.Unscale(first, scale);
            aggregate.Last = DecimalScale.Unscale(first + from.Signed(), scale);
            aggregate.Min = DecimalScale.Unscale(first - (long)from.Unsigned(), scale);
            aggregate.Max = DecimalScale.Unscale(first + (long)from.Unsigned(), scale);
        }

        aggregate.Sum = from.Double();
        return aggregate;
    }
}
