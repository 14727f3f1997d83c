using System.Text.Json;
using IncubatorHub.Edge.Drivers;
using IncubatorHub.Edge.Spool;
using IncubatorHub.Protocol.Configuration;

namespace IncubatorHub.Edge.Interlocks;

/// <summary>The interlocks of a configuration, each on its own, so that a device that does not answer holds up no other. When it ends, every switch stays as it is.</summary>
internal sealed class InterlockDriver : IDriver
{
    private readonly Dictionary<string, Interlock> _interlocks;
    private readonly HashSet<string> _coils;

    public InterlockDriver(
        IReadOnlyList<InterlockConfiguration> configurations, IReadOnlyList<IDriver> drivers, SpoolFile spool, SpoolWriter events, TimeProvider time, ILogger<InterlockDriver> log)
    {
        Clock = new WallClock(time, events, configurations.Max(c => SeenMs(spool, c.Name)));
        _interlocks = configurations.ToDictionary(c => c.Name, c => new Interlock(c, new InterlockSwitch(c, drivers), Clock, spool, events, time, log), StringComparer.Ordinal);
        _coils = configurations.Select(c => c.Coil).OfType<string>().ToHashSet(StringComparer.Ordinal);
    }

    public string Name => "interlocks";

    public WallClock Clock { get; }

    /// <summary>Whether this coil is moved by leases alone.</summary>
    public bool Owns(string coil) => _coils.Contains(coil);

    public Interlock? Find(string name) => _interlocks.GetValueOrDefault(name);

    public Task RunAsync(CancellationToken cancel) => Task.WhenAll(_interlocks.Values.Select(i => i.RunAsync(cancel)));

    private static long? SeenMs(SpoolFile spool, string name) =>
        spool.FindInterlock(name).State is { } state ? JsonSerializer.Deserialize(state, InterlockJson.Default.InterlockMemory)?.SeenMs : null;
}
