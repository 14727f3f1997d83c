namespace IncubatorHub.HardwareSim.Labs;

/// <summary>Ready-made laboratories: eight Modbus devices and a balance each, and a controller with two doors.</summary>
internal static class DemoLabs
{
    /// <summary>Ports of one laboratory from its base: 0 Modbus, 1 balance line, 2 vibration line, 3 doors. The control port stands before the first.</summary>
    public const int PortsPerLab = 10;

    private static readonly string[] Kinds =
    [
        "freezer", "co2-incubator", "autoclave", "centrifuge", "cell-culture", "vibration-meter", "power-meter", "room-climate",
    ];

    /// <summary>
    /// <paramref name="count"/> laboratories <c>lab-1</c>…; with <paramref name="basePort"/> 0 the system chooses every port, else the
    /// control port is the base, and laboratory n (from 1) starts at base + 10 n.
    /// </summary>
    public static LabsConfig Create(int count, int basePort, double timeScale, DateTime? start)
    {
        if (count is < 1 or > 2_000) throw new ArgumentException($"--demo: {count} is not within 1 to 2000.");
        if (basePort != 0 && basePort + ((count + 1) * PortsPerLab) > 65_535)
            throw new ArgumentException($"--base-port: {count} laboratories need {(count + 1) * PortsPerLab} ports, which do not fit above {basePort}.");
        return new LabsConfig
        {
            ControlPort = basePort,
            Labs = [.. Enumerable.Range(1, count).Select(n => Lab(n, basePort, timeScale, start))],
        };
    }

    private static LabConfig Lab(int number, int basePort, double timeScale, DateTime? start)
    {
        int Port(int offset) => basePort == 0 ? 0 : basePort + (number * PortsPerLab) + offset;
        var devices = Kinds.Select((kind, i) => new DeviceConfig(
            $"{kind}-1", kind, (byte)(i + 1), LinePort: kind == "vibration-meter" ? Port(2) : null));
        return new LabConfig
        {
            Name = $"lab-{number}",
            Seed = (ulong)number,
            TimeScale = timeScale,
            Start = start,
            ModbusPort = Port(0),
            Devices = [.. devices, new DeviceConfig("balance-1", "balance", LinePort: Port(1))],
            Controllers = [new ControllerConfig("doors-1", Port(3), [new DoorConfig("entrance"), new DoorConfig("laboratory")])],
        };
    }
}
