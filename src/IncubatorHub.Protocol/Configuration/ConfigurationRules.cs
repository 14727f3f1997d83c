using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace IncubatorHub.Protocol.Configuration;

/// <summary>The rules of the configuration document; each names path, allowed and found.</summary>
internal sealed class ConfigurationRules
{
    private static readonly string[] Tables = ["coil", "discrete", "holding", "input"];
    private static readonly string[] Types = ["int16", "uint16", "int32", "uint32", "float32", "int64", "float64", "bit"];

    private readonly List<ConfigurationProblem> _problems = [];
    private bool _hasNull;

    public static IReadOnlyList<ConfigurationProblem> Check(GatewayConfiguration configuration)
    {
        var rules = new ConfigurationRules();
        rules.Document(configuration);
        return rules._problems;
    }

    private void Document(GatewayConfiguration c)
    {
        Range("schema", c.Schema, 1, 1);
        Range("sampling.everySeconds", c.Sampling.EverySeconds, 1, 3600);
        Range("sampling.heartbeatSeconds", c.Sampling.HeartbeatSeconds, 1, 86_400);
        Each("modbus", c.Modbus, Modbus);
        Each("lines", c.Lines, Line);
        Each("doorControllers", c.DoorControllers, Controller);
        Each("interlocks", c.Interlocks, (path, i) => _problems.AddRange(InterlockRules.Check(path, i, c)));
        if (_hasNull) return;
        Unique("modbus, lines and doorControllers", [.. c.Modbus.Select(m => m.Name), .. c.Lines.Select(l => l.Name), .. c.DoorControllers.Select(d => d.Name)]);
        Unique("modbus[].writables", [.. c.Modbus.SelectMany(m => m.Writables).Select(w => w.Name)]);
        Unique("interlocks[].name", [.. c.Interlocks.Select(i => i.Name)]);
        Unique("interlocks[].coil and door", [.. c.Interlocks.Select(i => i.Coil ?? i.Door).OfType<string>()]);
        Unique("device and metric", [
            .. c.Modbus.SelectMany(m => m.Devices).SelectMany(d => d.Metrics.Select(x => d.Device + "/" + x.Metric)),
            .. c.Lines.SelectMany(l => l.Metrics.Select(x => l.Device + "/" + x.Metric))]);
    }

    private void Modbus(string path, ModbusConfiguration m)
    {
        Name($"{path}.name", m.Name);
        Text($"{path}.host", m.Host);
        Range($"{path}.port", m.Port, 1, 65_535);
        Range($"{path}.timeoutMs", m.TimeoutMs, 50, 60_000);
        Range($"{path}.gapLimit", m.GapLimit, 0, 120);
        Each($"{path}.devices", m.Devices, Device);
        Each($"{path}.writables", m.Writables, Writable);
    }

    private void Device(string path, ModbusDeviceConfiguration d)
    {
        DeviceName($"{path}.device", d.Device);
        Range($"{path}.unit", d.Unit, 0, 255);
        if (d.EverySeconds is { } every) Range($"{path}.everySeconds", every, 1, 3600);
        Each($"{path}.metrics", d.Metrics, ModbusMetric, most: 512);
    }

    private void ModbusMetric(string path, ModbusMetricConfiguration m)
    {
        Metric(path, m);
        OneOf($"{path}.table", m.Table, Tables);
        OneOf($"{path}.type", m.Type, Types);
        OneOf($"{path}.wordOrder", m.WordOrder, ["big", "little"]);
        Range($"{path}.address", m.Address, 0, 65_535);
        Range($"{path}.bit", m.Bit, 0, 15);
    }

    private void Writable(string path, ModbusWritableConfiguration w)
    {
        Name($"{path}.name", w.Name);
        Range($"{path}.unit", w.Unit, 0, 255);
        Range($"{path}.address", w.Address, 0, 65_535);
        OneOf($"{path}.table", w.Table, ["coil", "holding"]);
        OneOf($"{path}.type", w.Type, Types[..^1]);
        OneOf($"{path}.wordOrder", w.WordOrder, ["big", "little"]);
        Scale($"{path}.scale", w.Scale);
        if (w.Table != "holding") return;
        if (w.Min is null || w.Max is null || w.Min > w.Max)
            Problem($"{path}.min and max", "a range, min up to max, for what a command may write", $"{Show(w.Min)} and {Show(w.Max)}");
    }

    private void Line(string path, LineInstrumentConfiguration l)
    {
        Name($"{path}.name", l.Name);
        DeviceName($"{path}.device", l.Device);
        if (l.Host is null == l.SerialPort is null) Problem($"{path}.host and serialPort", "exactly one of the two", l.Host is null ? "neither" : "both");
        if (l.Host is not null) Range($"{path}.port", l.Port ?? 0, 1, 65_535);
        Range($"{path}.baudRate", l.BaudRate, 300, 921_600);
        Range($"{path}.dataBits", l.DataBits, 7, 8);
        Range($"{path}.stopBits", l.StopBits, 1, 2);
        OneOf($"{path}.parity", l.Parity, ["none", "even", "odd"]);
        Range($"{path}.timeoutMs", l.TimeoutMs, 100, 3_600_000);
        if (l.EverySeconds is { } every) Range($"{path}.everySeconds", every, 1, 3600);
        var groups = Groups($"{path}.pattern", l.Pattern);
        Each($"{path}.metrics", l.Metrics, (p, m) => LineMetric(p, m, groups, isUnusable: groups is null && l.Pattern is not null), most: 64);
    }

    private string[]? Groups(string path, string? pattern)
    {
        if (pattern is null) return null;
        try
        {
            return new Regex(pattern, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1)).GetGroupNames();
        }
        catch (Exception e) when (e is ArgumentException or NotSupportedException)
        {
            Problem(path, "a regular expression without backtracking features", e.Message);
            return null;
        }
    }

    private void LineMetric(string path, LineMetricConfiguration m, string[]? groups, bool isUnusable)
    {
        Metric(path, m);
        // An unusable pattern is a problem of its own; without its groups nothing more can be said here.
        if (isUnusable) return;
        if (groups is not null) OneOf($"{path}.group", m.Group ?? m.Metric, groups);
        else if (m.Start is not >= 0 || m.Length is not > 0) Problem($"{path}.start and length", "a first column from 0 and a length from 1, or a pattern for the line", $"{m.Start} and {m.Length}");
    }

    private void Controller(string path, DoorControllerConfiguration d)
    {
        Name($"{path}.name", d.Name);
        Text($"{path}.host", d.Host);
        Range($"{path}.port", d.Port, 1, 65_535);
        Each($"{path}.doors", d.Doors, DoorName);
    }

    private void DoorName(string path, string door)
    {
        Name(path, door);
        if (door.AsSpan().IndexOfAny(' ', '/') >= 0) Problem(path, "a name without space and slash", $"\"{door}\"");
    }

    private void Metric(string path, MetricConfiguration m)
    {
        Name($"{path}.metric", m.Metric);
        Scale($"{path}.scale", m.Scale);
        if (m.Min > m.Max) Problem($"{path}.min", "at most max", $"{Show(m.Min)} over {Show(m.Max)}");
        if (m.DeadBand < 0) Problem($"{path}.deadBand", "a number from 0", Show(m.DeadBand));
        if (m.HeartbeatSeconds is { } heartbeat) Range($"{path}.heartbeatSeconds", heartbeat, 1, 86_400);
    }

    private void Each<T>(string path, List<T> items, Action<string, T> rule, int most = 64)
    {
        if (items.Count > most) Problem(path, $"at most {most} entries", items.Count.ToString(CultureInfo.InvariantCulture));
        for (var i = 0; i < Math.Min(items.Count, most); i++)
        {
            if (items[i] is not null)
            {
                rule($"{path}[{i}]", items[i]);
                continue;
            }
            _hasNull = true;
            Problem($"{path}[{i}]", "a value", "null");
        }
    }

    private void Unique(string path, List<string> names)
    {
        foreach (var twice in names.GroupBy(n => n, StringComparer.Ordinal).Where(g => g.Count() > 1))
            Problem(path, "names that occur once", $"\"{twice.Key}\" {twice.Count()} times");
    }

    private void Name(string path, string name)
    {
        if (!NameRule.IsValid(Encoding.UTF8.GetBytes(name))) Problem(path, "1 to 64 bytes without control characters", $"\"{name}\"");
    }

    private void DeviceName(string path, string name)
    {
        Name(path, name);
        if (name == "gateway") Problem(path, "a name other than \"gateway\", which the gateway keeps for itself", "\"gateway\"");
    }

    private void Text(string path, string text)
    {
        if (text.Length is 0 or > 255) Problem(path, "1 to 255 characters", $"{text.Length} characters");
    }

    private void Range(string path, int value, int from, int to)
    {
        if (value < from || value > to) Problem(path, from == to ? $"{from}" : $"{from} to {to}", value.ToString(CultureInfo.InvariantCulture));
    }

    private void Scale(string path, double value)
    {
        if (value == 0 || !double.IsFinite(value)) Problem(path, "a finite number other than 0", Show(value));
    }

    private void OneOf(string path, string value, string[] allowed)
    {
        if (!allowed.Contains(value, StringComparer.Ordinal)) Problem(path, string.Join(", ", allowed), $"\"{value}\"");
    }

    private void Problem(string path, string allowed, string found) => _problems.Add(new(path, allowed, found));

    private static string Show(double? value) => value?.ToString(CultureInfo.InvariantCulture) ?? "nothing";
}
