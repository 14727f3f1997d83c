using System.Net;

namespace IncubatorHub.Devices.Broker;

/// <summary>
/// Slows down guessing. Only failures count, and they count for an address together with the gateway id it tried, so that nobody can lock
/// a gateway out from elsewhere; a second, wider bound holds for the address alone. The table is bounded: the least recently used entry goes.
/// </summary>
internal sealed class AttemptLimiter(int perGateway, int perAddress, TimeProvider time)
{
    private const int MaxEntries = 20_000;
    private static readonly TimeSpan GatewayRefill = TimeSpan.FromSeconds(6);
    private static readonly TimeSpan AddressRefill = TimeSpan.FromSeconds(1);

    private readonly Lock _lock = new();
    private readonly Dictionary<(IPAddress Address, string? Gateway), LinkedListNode<Failures>> _entries = [];
    private readonly LinkedList<Failures> _byUse = new();

    public int Entries
    {
        get { lock (_lock) return _entries.Count; }
    }

    public bool MayTry(IPAddress address, string gateway)
    {
        lock (_lock)
        {
            return Level(address, gateway, GatewayRefill) + 1 <= perGateway && Level(address, null, AddressRefill) + 1 <= perAddress;
        }
    }

    public void Failed(IPAddress address, string gateway)
    {
        lock (_lock)
        {
            Add(address, gateway, GatewayRefill);
            Add(address, null, AddressRefill);
        }
    }

    public void Succeeded(IPAddress address, string gateway)
    {
        lock (_lock)
        {
            if (_entries.Remove((address, gateway), out var node)) _byUse.Remove(node);
        }
    }

    private double Level(IPAddress address, string? gateway, TimeSpan refill) =>
        _entries.TryGetValue((address, gateway), out var node) ? node.Value.At(time.GetTimestamp(), refill, time) : 0;

    private void Add(IPAddress address, string? gateway, TimeSpan refill)
    {
        var key = (address, gateway);
        var level = Level(address, gateway, refill) + 1;
        if (_entries.Remove(key, out var old)) _byUse.Remove(old);
        else if (_entries.Count >= MaxEntries)
        {
            _entries.Remove(_byUse.First!.Value.Key);
            _byUse.RemoveFirst();
        }

        _entries[key] = _byUse.AddLast(new Failures(key, level, time.GetTimestamp()));
    }

    /// <summary>A leaking bucket: the level sinks by one each refill interval.</summary>
    private sealed record Failures((IPAddress, string?) Key, double Level, long Since)
    {
        public double At(long now, TimeSpan refill, TimeProvider time) => Math.Max(0, Level - (time.GetElapsedTime(Since, now) / refill));
    }
}
