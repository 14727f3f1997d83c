using static IncubatorHub.HardwareSim.Modbus.ModbusTable;
using static IncubatorHub.HardwareSim.Modbus.RegisterType;
using static IncubatorHub.HardwareSim.Modbus.WordOrder;

namespace IncubatorHub.HardwareSim.Modbus;

/// <summary>
/// Which point of a device stands at which address. The maps mix data types, word orders and gaps on purpose, as the makers of
/// real devices do: a gateway that reads them all reads most things.
/// </summary>
internal sealed class RegisterMap
{
    private static readonly Dictionary<string, RegisterMap> Maps = new(StringComparer.Ordinal)
    {
        ["freezer"] = new(
            new("temp", InputRegister, 0, Signed16, 0.1),
            new("evap_temp", InputRegister, 1, Signed16, 0.1),
            new("power", InputRegister, 2, Unsigned16),
            new("compressor_seconds", InputRegister, 3, Unsigned32),
            new("door_openings", InputRegister, 5, Unsigned32, Order: LowFirst),
            new("ambient", InputRegister, 10, Signed16, 0.1),
            new("set_temp", HoldingRegister, 0, Signed16, 0.1),
            new("alarm_high", HoldingRegister, 1, Signed16, 0.1),
            Coil(0, "relay"),
            Input(0, "door_open"), Input(1, "high_alarm"), Input(2, "compressor_on"), Input(3, "power_failed")),
        ["co2-incubator"] = new(
            new("temp", InputRegister, 0, Float32),
            new("co2", InputRegister, 2, Float32),
            new("humidity", InputRegister, 4, Float32),
            new("power", InputRegister, 6, Unsigned16),
            new("set_temp", HoldingRegister, 0, Float32, Order: LowFirst),
            new("set_co2", HoldingRegister, 2, Float32, Order: LowFirst),
            Coil(0, "relay"),
            Input(0, "door_open"), Input(1, "temp_alarm"), Input(2, "co2_alarm")),
        ["autoclave"] = new(
            new("phase", InputRegister, 0, Unsigned16),
            new("temp", InputRegister, 1, Signed16, 0.01),
            new("pressure", InputRegister, 2, Unsigned32, Order: LowFirst),
            new("remaining", InputRegister, 4, Unsigned16),
            new("cycles", InputRegister, 5, Unsigned32),
            new("lethality", InputRegister, 7, Float32, Order: LowFirst),
            new("power", InputRegister, 9, Unsigned16),
            new("set_temp", HoldingRegister, 0, Unsigned16, 0.1),
            new("set_minutes", HoldingRegister, 1, Unsigned16),
            Coil(0, "relay"), Coil(1, "start"),
            Input(0, "door_locked"), Input(1, "running"), Input(2, "cycle_failed")),
        ["centrifuge"] = new(
            new("rpm", InputRegister, 0, Unsigned16),
            new("vibration", InputRegister, 1, Unsigned16, 0.001),
            new("temp", InputRegister, 2, Signed16, 0.1),
            new("remaining", InputRegister, 3, Signed32),
            new("runs", InputRegister, 5, Unsigned32, Order: LowFirst),
            new("power", InputRegister, 7, Unsigned16),
            new("set_rpm", HoldingRegister, 0, Unsigned16),
            new("set_temp", HoldingRegister, 1, Signed16, 0.1),
            new("set_minutes", HoldingRegister, 2, Unsigned16),
            Coil(0, "relay"), Coil(1, "start"),
            Input(0, "lid_open"), Input(1, "running"), Input(2, "imbalance_trip")),
        ["cell-culture"] = new(
            new("slot1_temp", InputRegister, 0, Float32, Order: LowFirst),
            new("slot2_temp", InputRegister, 2, Float32, Order: LowFirst),
            new("slot3_temp", InputRegister, 4, Float32, Order: LowFirst),
            new("slot4_temp", InputRegister, 6, Float32, Order: LowFirst),
            new("slot5_temp", InputRegister, 8, Float32, Order: LowFirst),
            new("slot6_temp", InputRegister, 10, Float32, Order: LowFirst),
            new("run_state", InputRegister, 20, Unsigned16),
            new("slots_occupied", InputRegister, 21, Unsigned16),
            new("medium_level", InputRegister, 22, Unsigned16, 0.1),
            new("waste_level", InputRegister, 23, Unsigned16, 0.1),
            new("pumped", InputRegister, 24, Unsigned32),
            new("pump_flow", InputRegister, 26, Unsigned16, 0.01),
            new("set_temp", HoldingRegister, 0, Float32),
            new("exchange_minutes", HoldingRegister, 10, Unsigned16),
            Coil(0, "relay"), Coil(1, "run"),
            Input(0, "running"), Input(1, "pump_on"), Input(2, "medium_low"),
            Input(16, "slot1_occupied"), Input(17, "slot2_occupied"), Input(18, "slot3_occupied"),
            Input(19, "slot4_occupied"), Input(20, "slot5_occupied"), Input(21, "slot6_occupied")),
        ["vibration-meter"] = new(
            new("rms", InputRegister, 0, Float32),
            new("peak", InputRegister, 2, Float32),
            new("frequency", InputRegister, 4, Unsigned16, 0.1),
            new("band_low", InputRegister, 5, Unsigned16, 0.001),
            new("band_mid", InputRegister, 6, Unsigned16, 0.001),
            new("band_high", InputRegister, 7, Unsigned16, 0.001),
            Input(0, "over_limit")),
        ["power-meter"] = new(
            new("voltage", HoldingRegister, 0, Float32, Order: LowFirst, ReadOnly: true),
            new("current", HoldingRegister, 2, Float32, Order: LowFirst, ReadOnly: true),
            new("power", HoldingRegister, 4, Signed32, ReadOnly: true),
            new("power_factor", HoldingRegister, 6, Signed16, 0.001, ReadOnly: true),
            new("energy", HoldingRegister, 8, Unsigned32, 0.01, LowFirst, ReadOnly: true),
            Coil(0, "relay"),
            Input(0, "over_load")),
        ["room-climate"] = new(
            new("temp", InputRegister, 0, Signed16, 0.01),
            new("humidity", InputRegister, 1, Unsigned16, 0.1),
            new("co2", InputRegister, 2, Unsigned16),
            new("particles", InputRegister, 3, Unsigned32),
            new("set_temp", HoldingRegister, 0, Signed16, 0.01),
            Input(0, "motion")),
    };

    private readonly Dictionary<ModbusTable, RegisterField[]> _owners = [];

    private RegisterMap(params RegisterField[] fields)
    {
        Fields = fields;
        foreach (var table in fields.GroupBy(f => f.Table))
        {
            var owners = new RegisterField[table.Max(f => f.End)];
            foreach (var field in table)
                for (var i = field.Address; i < field.End; i++)
                    owners[i] = owners[i] is null ? field : throw new InvalidOperationException($"{field.Point} overlaps {owners[i].Point}.");
            _owners.Add(table.Key, owners);
        }
    }

    public IReadOnlyList<RegisterField> Fields { get; }

    /// <summary>The map of a kind, or null for one that has a line instead, as a balance has.</summary>
    public static RegisterMap? Of(string kind) => Maps.GetValueOrDefault(kind);

    /// <summary>The field that owns an address, or null in a gap or past the end.</summary>
    public RegisterField? At(ModbusTable table, int address) =>
        _owners.TryGetValue(table, out var owners) && address < owners.Length ? owners[address] : null;

    private static RegisterField Coil(ushort address, string point) => new(point, ModbusTable.Coil, address, Bit);

    private static RegisterField Input(ushort address, string point) => new(point, DiscreteInput, address, Bit, ReadOnly: true);
}
