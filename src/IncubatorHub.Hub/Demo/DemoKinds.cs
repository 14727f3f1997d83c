using System.Globalization;
using System.Text.Json;

namespace IncubatorHub.Hub.Demo;

/// <summary>One register of a simulated device, as the simulator describes it.</summary>
internal sealed record DemoRegister(
    string Name, string Table, int Address, string Type, string? WordOrder, double Scale, string Unit, double Low, double High, bool Writable);

/// <summary>What kinds of device the simulated laboratories have, in words and in registers.</summary>
internal static class DemoKinds
{
    /// <summary>Modbus units 1 to 8 of a simulated laboratory, in this order.</summary>
    public static readonly string[] OnModbus =
        ["freezer", "co2-incubator", "autoclave", "centrifuge", "cell-culture", "vibration-meter", "power-meter", "room-climate"];

    /// <summary>The devices of a gateway that the fleet plays, in its order.</summary>
    public static readonly string[] OfFleet = ["freezer", "co2-incubator", "room-climate", "power-meter", "freezer", "vibration-meter"];

    /// <summary>The equipment class of a kind.</summary>
    public static string ClassOf(string kind) => kind switch
    {
        "freezer" => "ult-freezer",
        "cell-culture" => "cell-culture-system",
        "room-climate" => "climate-sensor",
        _ => kind,
    };

    /// <summary>Words for the kinds.</summary>
    public static Both NameOf(string kind) => kind switch
    {
        "freezer" => new("−80 °C freezer", "−80 ℃超低温フリーザー"),
        "co2-incubator" => new("CO₂ incubator", "CO₂インキュベータ"),
        "autoclave" => new("Autoclave", "オートクレーブ"),
        "centrifuge" => new("Centrifuge", "遠心機"),
        "cell-culture" => new("Automated cell-culture system", "自動細胞培養装置"),
        "vibration-meter" => new("Laser vibration meter", "レーザー振動計"),
        "power-meter" => new("Power meter", "電力計"),
        "room-climate" => new("Room climate", "室内環境"),
        "balance" => new("Analytical balance", "分析天びん"),
        _ => new(kind, kind),
    };

    /// <summary>Words for a metric: its register's name, spelt out.</summary>
    public static string MetricName(string register) =>
        string.Concat(char.ToUpperInvariant(register[0]).ToString(), register.Replace('_', ' ').AsSpan(1));

    /// <summary>The UCUM code of a register's unit.</summary>
    public static string UnitOf(DemoRegister register) => register.Unit switch
    {
        "" => "1",
        "kWh" => "kW.h",
        "ppm" => "[ppm]",
        var unit => unit,
    };

    /// <summary>Decimals that the register resolves, 0 to 3.</summary>
    public static int DecimalsOf(DemoRegister register) =>
        register.Type == "float32" ? 2 : register.Scale >= 1 ? 0 : Math.Min(3, register.Scale.ToString(CultureInfo.InvariantCulture).Length - 2);

    /// <summary>Reads what <c>describe</c> printed: the registers that measure, by kind.</summary>
    public static IReadOnlyDictionary<string, DemoRegister[]> Read(string json)
    {
        var kinds = JsonSerializer.Deserialize<Kind[]>(json, JsonSerializerOptions.Web)!;
        return kinds.ToDictionary(one => one.Name, one => one.Registers.Where(register => !register.Writable).ToArray());
    }

    private sealed record Kind([property: System.Text.Json.Serialization.JsonPropertyName("kind")] string Name, DemoRegister[] Registers);
}
