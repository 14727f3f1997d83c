using IncubatorHub.Protocol.Configuration;

namespace IncubatorHub.Edge.Drivers;

/// <summary>One request and the metrics that its answer feeds.</summary>
internal sealed record ModbusRead(byte Unit, string Table, int Address, int Count, IReadOnlyList<(string Device, ModbusMetricConfiguration Metric)> Metrics)
{
    public byte Function => Table switch { "coil" => 1, "discrete" => 2, "holding" => 3, _ => 4 };

    public bool IsBits => Table is "coil" or "discrete";
}

/// <summary>Puts metrics that lie close together into one request.</summary>
internal static class ModbusPlan
{
    public static List<ModbusRead> For(IEnumerable<ModbusDeviceConfiguration> devices, int gapLimit)
    {
        var reads = new List<ModbusRead>();
        var groups = devices.SelectMany(d => d.Metrics.Select(m => (d.Device, d.Unit, Metric: m))).GroupBy(x => (x.Unit, x.Metric.Table));
        foreach (var group in groups)
        {
            var isBits = group.Key.Table is "coil" or "discrete";
            var most = isBits ? ModbusClient.MaxBitsPerRead : ModbusClient.MaxRegistersPerRead;
            var members = new List<(string, ModbusMetricConfiguration)>();
            int start = 0, end = 0;
            foreach (var (device, _, metric) in group.OrderBy(x => x.Metric.Address))
            {
                var last = metric.Address + Width(metric, isBits);
                if (members.Count > 0 && (metric.Address - end > gapLimit || last - start > most))
                {
                    reads.Add(new((byte)group.Key.Unit, group.Key.Table, start, end - start, members));
                    members = [];
                }
                if (members.Count == 0) (start, end) = (metric.Address, last);
                end = Math.Max(end, last);
                members.Add((device, metric));
            }
            reads.Add(new((byte)group.Key.Unit, group.Key.Table, start, end - start, members));
        }
        return reads;
    }

    /// <summary>One request for each metric: for units that refuse the addresses between two metrics.</summary>
    public static IEnumerable<ModbusRead> Split(ModbusRead read) =>
        read.Metrics.Select(m => new ModbusRead(read.Unit, read.Table, m.Metric.Address, Width(m.Metric, read.IsBits), [m]));

    private static int Width(ModbusMetricConfiguration metric, bool isBits) => isBits ? 1 : ModbusValue.RegistersOf(metric.Type);
}
