namespace IncubatorHub.HardwareSim.Faults;

/// <summary>Something that can be made to fail: a device, a door or a door controller, by its name.</summary>
/// <param name="Name"><c>lab/key</c>.</param>
/// <param name="What">Its kind, for LIST.</param>
/// <param name="Faults">What can be asked of it.</param>
/// <param name="SetFault">Fault, sensor or null, on or off; false when it cannot.</param>
/// <param name="Write">Sets a named value; null when done, else why not.</param>
internal sealed record FaultTarget(
    string Name, string What, IReadOnlyList<string> Faults, Func<string, string?, bool, bool> SetFault, Func<string, double, string?> Write);
