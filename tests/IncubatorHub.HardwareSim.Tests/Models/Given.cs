using IncubatorHub.HardwareSim.Models;

namespace IncubatorHub.HardwareSim.Tests.Models;

/// <summary>Devices that nobody touches, so that a test sees only what it does.</summary>
internal static class Given
{
    /// <summary>A Wednesday.</summary>
    public static readonly DateTime Morning = new(2026, 11, 25, 8, 0, 0, DateTimeKind.Unspecified);

    public static Device Device(string kind, ulong seed = 7, double use = 0) =>
        DeviceKinds.Create(kind, new DeviceSetup($"{kind}-1", seed, new WorkDay(Morning), use));

    /// <summary>The point's values, one a step.</summary>
    public static double[] Watch(this Device device, string point, TimeSpan duration, TimeSpan step)
    {
        var values = new double[(int)(duration / step)];
        for (var i = 0; i < values.Length; i++)
        {
            device.Advance(step);
            values[i] = device[point];
        }

        return values;
    }

    public static void Put(this Device device, string point, double value) =>
        (device.Find(point)?.Write ?? throw new ArgumentException($"{point} cannot be written."))(value);
}
