using System.Text.Json;
using IncubatorHub.Protocol.Configuration;

namespace IncubatorHub.Hub.Demo;

/// <summary>The configuration document of an edge agent in front of a simulated laboratory.</summary>
internal static class DemoConfiguration
{
    /// <summary>First port of the simulated laboratories; laboratory n has its ports from here + 10 n: Modbus, balance, vibration meter, doors.</summary>
    public const int BasePort = 15_500;

    /// <summary>The first so many laboratories let their centrifuge run by bookings only.</summary>
    public const int LabsWithInterlock = 2;

    public const string InterlockName = "centrifuge-1";

    public static string For(int lab, IReadOnlyDictionary<string, DemoRegister[]> kinds)
    {
        var port = BasePort + (lab * 10);
        var document = new GatewayConfiguration
        {
            Sampling = new SamplingConfiguration { EverySeconds = 5, HeartbeatSeconds = 60 },
            Modbus =
            [
                new ModbusConfiguration
                {
                    Name = "plant",
                    Host = "127.0.0.1",
                    Port = port,
                    GapLimit = 0,
                    Devices = [.. DemoKinds.OnModbus.Select((kind, index) => new ModbusDeviceConfiguration
                    {
                        Device = $"{kind}-1",
                        Unit = index + 1,
                        Metrics = [.. kinds[kind].Select(Metric)],
                    })],
                    Writables = [.. DemoKinds.OnModbus.Select((kind, index) => (kind, index)).Where(one => kinds.ContainsKey(one.kind) && one.kind is not ("vibration-meter" or "room-climate"))
                        .Select(one => new ModbusWritableConfiguration { Name = $"{one.kind}-1/relay", Unit = one.index + 1, Table = "coil", Address = 0 })],
                },
            ],
            Lines =
            [
                new LineInstrumentConfiguration
                {
                    Name = "balance",
                    Device = "balance-1",
                    Host = "127.0.0.1",
                    Port = port + 1,
                    Pattern = @"^(ST|US),(?<mass>[+-]\d+\.\d+)\s*g",
                    Metrics = [new LineMetricConfiguration { Metric = "mass", DeadBand = 0.001 }],
                },
            ],
            DoorControllers = [new DoorControllerConfiguration { Name = "doors-1", Host = "127.0.0.1", Port = port + 3, Doors = ["entrance", "laboratory"] }],
            Interlocks = lab > LabsWithInterlock ? [] :
            [
                // At rest it draws 60 W for its refrigerator.
                new InterlockConfiguration { Name = InterlockName, Coil = "centrifuge-1/relay", Load = new InterlockLoad { Device = "centrifuge-1", Metric = "power", IdleBelow = 90 } },
            ],
        };
        return JsonSerializer.Serialize(document, ConfigurationJson.Default.GatewayConfiguration);
    }

    private static ModbusMetricConfiguration Metric(DemoRegister register) => new()
    {
        Metric = register.Name,
        Table = register.Table,
        Address = register.Address,
        Type = register.Type == "bit" ? "int16" : register.Type,
        WordOrder = register.WordOrder == "CDAB" ? "little" : "big",
        Scale = register.Scale,
        Min = register.Low,
        Max = register.High,
        DeadBand = register.Table is "discrete" or "coil" ? 0 : null,
    };
}
