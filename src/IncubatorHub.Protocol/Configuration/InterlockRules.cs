using System.Globalization;
using System.Text;

namespace IncubatorHub.Protocol.Configuration;

/// <summary>The rules for one interlock, which refers to coils, doors and metrics of the same document.</summary>
internal static class InterlockRules
{
    private static readonly string[] FailModes = ["off", "hold", "on"];

    public static IEnumerable<ConfigurationProblem> Check(string path, InterlockConfiguration i, GatewayConfiguration c)
    {
        if (!NameRule.IsValid(Encoding.UTF8.GetBytes(i.Name))) yield return new($"{path}.name", "1 to 64 bytes without control characters", $"\"{i.Name}\"");
        if (i.Coil is null == i.Door is null) yield return new($"{path}.coil and door", "exactly one of the two", i.Coil is null ? "neither" : "both");
        if (i.Coil is { } coil && !c.Modbus.OfType<ModbusConfiguration>().SelectMany(m => m.Writables.OfType<ModbusWritableConfiguration>()).Any(w => w.Name == coil && w.Table == "coil"))
            yield return new($"{path}.coil", "the name of a writable coil of this document", $"\"{coil}\"");
        if (i.Door is { } door && !c.DoorControllers.OfType<DoorControllerConfiguration>().Any(d => d.AllowCommands && d.Doors.Any(one => $"{d.Name}/{one}" == door)))
            yield return new($"{path}.door", "controller/door of this document, where commands are allowed", $"\"{door}\"");
        if (i.Feedback is { } feedback && !Has(c, feedback)) yield return Unknown($"{path}.feedback", feedback);
        if (i.Load is { } load)
        {
            if (!Has(c, load)) yield return Unknown($"{path}.load", load);
            if (load.IdleBelow is not { } idle || !double.IsFinite(idle)) yield return new($"{path}.load.idleBelow", "a number in the metric's unit", "none");
            if (load.IdleSeconds is < 0 or > 3600) yield return Range($"{path}.load.idleSeconds", "0 to 3600", load.IdleSeconds);
        }
        if (i.WarnSeconds is < 0 or > 3600) yield return Range($"{path}.warnSeconds", "0 to 3600", i.WarnSeconds);
        if (i.GraceSeconds is < 0 or > 604_800) yield return Range($"{path}.graceSeconds", "0 to 604800", i.GraceSeconds.Value);
        if (i.GraceSeconds is null && i.Load is null && !i.NeverCut) yield return new($"{path}.graceSeconds", "a number of seconds where no load is given", "nothing");
        if (!FailModes.Contains(i.FailMode, StringComparer.Ordinal)) yield return new($"{path}.failMode", string.Join(", ", FailModes), $"\"{i.FailMode}\"");
    }

    private static bool Has(GatewayConfiguration c, MetricReference one) =>
        c.Modbus.OfType<ModbusConfiguration>().SelectMany(m => m.Devices.OfType<ModbusDeviceConfiguration>())
            .Any(d => d.Device == one.Device && d.Metrics.OfType<ModbusMetricConfiguration>().Any(m => m.Metric == one.Metric))
        || c.Lines.OfType<LineInstrumentConfiguration>().Any(l => l.Device == one.Device && l.Metrics.OfType<LineMetricConfiguration>().Any(m => m.Metric == one.Metric));

    private static ConfigurationProblem Unknown(string path, MetricReference one) =>
        new(path, "device and metric of this document", $"\"{one.Device}\" and \"{one.Metric}\"");

    private static ConfigurationProblem Range(string path, string allowed, int found) => new(path, allowed, found.ToString(CultureInfo.InvariantCulture));
}
