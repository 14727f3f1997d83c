using System.Collections.Frozen;

namespace IncubatorHub.Platform.Ui.Kit;

/// <summary>UCUM codes the way people write them.</summary>
public static class UnitText
{
    private static readonly FrozenDictionary<string, string> Known = new Dictionary<string, string>
    {
        ["Cel"] = "°C", ["degF"] = "°F", ["K"] = "K", ["%"] = "%", ["1"] = "", ["{count}"] = "", ["Ohm"] = "Ω", ["um"] = "µm", ["us"] = "µs",
        ["{rpm}"] = "rpm", ["/min"] = "/min", ["[g]"] = "g₀", ["deg"] = "°", ["m3/h"] = "m³/h", ["m/s2"] = "m/s²", ["[ppm]"] = "ppm",
        ["mm[Hg]"] = "mmHg", ["um/s"] = "µm/s", ["L/min"] = "L/min", ["{bool}"] = "",
    }.ToFrozenDictionary();

    /// <summary>The unit as text; the code itself when it is not in the list.</summary>
    public static string Of(string ucum) => Known.GetValueOrDefault(ucum, ucum);
}
