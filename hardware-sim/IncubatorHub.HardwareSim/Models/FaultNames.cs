namespace IncubatorHub.HardwareSim.Models;

/// <summary>The faults that can be asked for; docs/hardware-sim.md says what each does.</summary>
internal static class FaultNames
{
    public const string Stuck = "stuck";
    public const string Drift = "drift";
    public const string Spikes = "spikes";
    public const string PowerCut = "power-cut";
    public const string LineCut = "line-cut";
    public const string Compressor = "compressor";
    public const string WeakCompressor = "compressor-weak";
    public const string Heater = "heater";
    public const string GasSupply = "gas-supply";
    public const string Imbalance = "imbalance";
    public const string Pump = "pump";
    public const string DoorSeal = "door-seal";
    public const string DoorForced = "door-forced";
    public const string DoorHeld = "door-held";
    public const string Tamper = "tamper";
    public const string ReaderOffline = "reader-offline";

    /// <summary>What every sensor can suffer.</summary>
    public static readonly IReadOnlyList<string> OfSensors = [Stuck, Drift, Spikes];
}
