namespace IncubatorHub.HardwareSim.Models;

/// <summary>The kinds of device that a laboratory can hold, by the names that configuration uses.</summary>
internal static class DeviceKinds
{
    private static readonly Dictionary<string, Func<DeviceSetup, Device>> Makers = new(StringComparer.Ordinal)
    {
        ["freezer"] = s => new Freezer(s),
        ["co2-incubator"] = s => new Co2Incubator(s),
        ["autoclave"] = s => new Autoclave(s),
        ["centrifuge"] = s => new Centrifuge(s),
        ["cell-culture"] = s => new CellCultureSystem(s),
        ["vibration-meter"] = s => new VibrationMeter(s),
        ["power-meter"] = s => new PowerMeter(s),
        ["room-climate"] = s => new RoomClimate(s),
        ["balance"] = s => new Balance(s),
    };

    public static IReadOnlyCollection<string> All => Makers.Keys;

    public static bool Contains(string kind) => Makers.ContainsKey(kind);

    public static Device Create(string kind, DeviceSetup setup) => Makers.TryGetValue(kind, out var make)
        ? make(setup)
        : throw new ArgumentException($"Unknown kind of device '{kind}'; allowed: {string.Join(", ", All)}.", nameof(kind));
}
