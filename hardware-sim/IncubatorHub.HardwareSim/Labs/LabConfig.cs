using System.Text.Json;
using System.Text.Json.Serialization;
using IncubatorHub.HardwareSim.Models;

namespace IncubatorHub.HardwareSim.Labs;

/// <summary>What <c>lab --config</c> reads. Every port may be 0: the system chooses, and the ready line tells.</summary>
internal sealed record LabsConfig
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        ReadCommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        WriteIndented = true,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    /// <summary>The address that everything except the control port binds.</summary>
    public string Host { get; init; } = "127.0.0.1";

    /// <summary>The control port; it binds loopback only, since it can break things.</summary>
    public int ControlPort { get; init; }

    public IReadOnlyList<LabConfig> Labs { get; init; } = [];

    /// <summary>Throws <see cref="JsonException"/> for what is not in the form, <see cref="ArgumentException"/> for what makes no sense.</summary>
    public static LabsConfig Parse(string json)
    {
        var config = JsonSerializer.Deserialize<LabsConfig>(json, Json) ?? throw new ArgumentException("The configuration is empty.");
        config.Check();
        return config;
    }

    public string ToJson() => JsonSerializer.Serialize(this, Json);

    public void Check()
    {
        if (Labs.Count == 0) throw new ArgumentException("labs: at least one laboratory is needed.");
        foreach (var lab in Labs) lab.Check();
        if (Labs.DistinctBy(l => l.Name).Count() != Labs.Count) throw new ArgumentException("labs: two laboratories have the same name.");
    }
}

internal sealed record LabConfig
{
    public required string Name { get; init; }
    public ulong Seed { get; init; } = 1;

    /// <summary>Simulated seconds in a real one, more than 0, at most 3,600.</summary>
    public double TimeScale { get; init; } = 1;

    /// <summary>Local wall time at which the simulation begins; default: now.</summary>
    public DateTime? Start { get; init; }

    /// <summary>Where devices listen that name no Modbus port of their own.</summary>
    public int ModbusPort { get; init; }

    public IReadOnlyList<DeviceConfig> Devices { get; init; } = [];
    public IReadOnlyList<ControllerConfig> Controllers { get; init; } = [];
    public IReadOnlyList<FaultConfig> Faults { get; init; } = [];

    public void Check()
    {
        if (string.IsNullOrWhiteSpace(Name) || Name.Any(c => char.IsWhiteSpace(c) || c is '/'))
            throw new ArgumentException($"labs: '{Name}' is no name; it must be without spaces and slashes.");
        if (TimeScale is not (> 0 and <= 3_600)) throw new ArgumentException($"{Name}: timeScale {TimeScale} is not within 0 (excluded) to 3600.");
        foreach (var device in Devices)
        {
            if (!DeviceKinds.Contains(device.Kind))
                throw new ArgumentException($"{Name}/{device.Key}: kind '{device.Kind}' is unknown; allowed: {string.Join(", ", DeviceKinds.All)}.");
        }

        foreach (var controller in Controllers)
            if (controller.Doors.Count == 0) throw new ArgumentException($"{Name}/{controller.Id}: a controller needs at least one door.");
    }
}

/// <summary><paramref name="Unit"/> is the Modbus unit id (absent: no Modbus); <paramref name="LinePort"/> is for balances and vibration meters.</summary>
internal sealed record DeviceConfig(
    string Key, string Kind, byte? Unit = null, int? ModbusPort = null, int? LinePort = null, bool Continuous = true, double Use = 1);

internal sealed record ControllerConfig(string Id, int Port, IReadOnlyList<DoorConfig> Doors, int People = 12, IReadOnlyList<CardConfig>? Cards = null);

internal sealed record DoorConfig(string Key, int LatchSeconds = 5, int HeldSeconds = 30);

internal sealed record CardConfig(
    string Number,
    IReadOnlyList<string> Doors,
    TimeOnly From = default,
    TimeOnly Until = default,
    string Status = "active",
    DateOnly? ActiveFrom = null,
    DateOnly? ExpiresAfter = null,
    bool Duress = false);

/// <summary>A fault of the timetable: <paramref name="At"/> and <paramref name="Seconds"/> in simulated time since the start.</summary>
internal sealed record FaultConfig(TimeSpan At, string Device, string Kind, double? Seconds = null);
