using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using IncubatorHub.HardwareSim.Models;

namespace IncubatorHub.HardwareSim.Modbus;

/// <summary>The register maps for people and programs, from the same tables that the server answers by.</summary>
internal static class MapDescription
{
    private static readonly JsonSerializerOptions Indented = new(JsonSerializerDefaults.Web) { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private sealed record Row(
        string Name, string Table, int Address, string Type, string? WordOrder, double Scale, string Unit, double Low, double High, bool Writable);

    public static string AsJson() => JsonSerializer.Serialize(
        Kinds().Select(k => new { kind = k.Kind, registers = k.Rows, faults = k.Device.OwnFaults, world = k.Device.Points.Where(p => p.Kind == PointKind.World).Select(p => p.Name) }),
        Indented);

    public static string AsMarkdown()
    {
        var text = new StringBuilder();
        foreach (var (kind, _, rows) in Kinds())
        {
            text.Append(CultureInfo.InvariantCulture, $"### {kind}\n\n| name | table | address | type | word order | scale | unit | range | |\n| --- | --- | ---: | --- | --- | ---: | --- | --- | --- |\n");
            foreach (var r in rows)
                text.Append(CultureInfo.InvariantCulture, $"| `{r.Name}` | {r.Table} | {r.Address} | {r.Type} | {r.WordOrder ?? ""} | {r.Scale} | {r.Unit} | {r.Low} … {r.High} | {(r.Writable ? "writable" : "")} |\n");
            text.Append('\n');
        }

        return text.ToString();
    }

    private static IEnumerable<(string Kind, Device Device, Row[] Rows)> Kinds()
    {
        foreach (var kind in DeviceKinds.All)
        {
            if (RegisterMap.Of(kind) is not { } map) continue;
            var device = DeviceKinds.Create(kind, new DeviceSetup(kind, 1, default, Use: 0));
            yield return (kind, device, [.. map.Fields.Select(f => RowOf(device, f))]);
        }
    }

    private static Row RowOf(Device device, RegisterField field)
    {
        var point = device.Find(field.Point) ?? throw new InvalidOperationException($"{device.Kind} has no point '{field.Point}'.");
        return new Row(
            field.Point,
            field.Table switch
            {
                ModbusTable.Coil => "coil",
                ModbusTable.DiscreteInput => "discrete",
                ModbusTable.InputRegister => "input",
                _ => "holding",
            },
            field.Address,
            field.Type switch
            {
                RegisterType.Bit => "bit",
                RegisterType.Signed16 => "int16",
                RegisterType.Unsigned16 => "uint16",
                RegisterType.Signed32 => "int32",
                RegisterType.Unsigned32 => "uint32",
                _ => "float32",
            },
            field.Width == 1 ? null : field.Order == WordOrder.HighFirst ? "ABCD" : "CDAB",
            field.Scale,
            point.Unit,
            point.Low,
            point.High,
            point.Write is not null && !field.ReadOnly);
    }
}
