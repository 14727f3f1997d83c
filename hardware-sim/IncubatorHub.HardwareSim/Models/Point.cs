namespace IncubatorHub.HardwareSim.Models;

internal enum PointKind
{
    /// <summary>What a sensor reports: noisy, and subject to sensor faults.</summary>
    Measurement,

    /// <summary>A set point that a master may write.</summary>
    Setting,

    /// <summary>An output that a master may switch.</summary>
    Switch,

    /// <summary>A yes or no of the device: alarm, contact, state.</summary>
    Flag,

    /// <summary>What happens around the device (a hand on its door, the room's temperature): control port only.</summary>
    World,
}

/// <summary>One named value of a device, with the range that it can show or take.</summary>
internal sealed record Point(
    string Name, PointKind Kind, string Unit, double Low, double High, Func<double> Read, Action<double>? Write = null)
{
    public bool Accepts(double value) => Write is not null && value >= Low && value <= High;
}
