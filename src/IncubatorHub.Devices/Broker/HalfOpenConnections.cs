using System.Net;
using Microsoft.AspNetCore.Connections;

namespace IncubatorHub.Devices.Broker;

/// <summary>
/// Connections that have not authenticated yet. A true CONNECT takes milliseconds, so when there are too many, the one that has waited
/// longest is closed and the newcomer let in: thousands of half-sent CONNECTs cannot shut the door for a gateway.
/// </summary>
internal sealed class HalfOpenConnections(int maxTotal, int maxPerAddress, TimeSpan timeout, TimeProvider time)
{
    private readonly Lock _lock = new();
    private readonly LinkedList<HalfOpenTicket> _all = new();
    private readonly Dictionary<IPAddress, LinkedList<HalfOpenTicket>> _byAddress = [];
    private long _evicted;

    public int Count
    {
        get { lock (_lock) return _all.Count; }
    }

    /// <summary>Connections closed to make room, since the start.</summary>
    public long Evicted => Interlocked.Read(ref _evicted);

    public HalfOpenTicket Enter(ConnectionContext connection, IPAddress address)
    {
        var ticket = new HalfOpenTicket(this, connection, address);
        HalfOpenTicket? evicted = null;
        lock (_lock)
        {
            if (!_byAddress.TryGetValue(address, out var same)) _byAddress[address] = same = new LinkedList<HalfOpenTicket>();
            if (same.Count >= maxPerAddress) evicted = same.First!.Value;
            else if (_all.Count >= maxTotal) evicted = _all.First!.Value;
            if (evicted is not null) Remove(evicted);
            if (same.Count == 0) _byAddress[address] = same;
            ticket.InAll = _all.AddLast(ticket);
            ticket.InAddress = same.AddLast(ticket);
        }

        if (evicted is not null)
        {
            Interlocked.Increment(ref _evicted);
            evicted.End("too many connections that have not authenticated");
        }

        ticket.StartTimer(time, timeout);
        return ticket;
    }

    internal void Leave(HalfOpenTicket ticket)
    {
        lock (_lock) Remove(ticket);
    }

    private void Remove(HalfOpenTicket ticket)
    {
        if (ticket.InAll is null) return;
        _all.Remove(ticket.InAll);
        var same = ticket.InAddress!.List!;
        same.Remove(ticket.InAddress);
        if (same.Count == 0) _byAddress.Remove(ticket.Address);
        (ticket.InAll, ticket.InAddress) = (null, null);
    }
}

/// <summary>One connection's stay among the half-open; disposed when it authenticates or closes.</summary>
internal sealed class HalfOpenTicket(HalfOpenConnections owner, ConnectionContext connection, IPAddress address) : IDisposable
{
    private ITimer? _timer;
    private int _ended;

    public IPAddress Address { get; } = address;

    public LinkedListNode<HalfOpenTicket>? InAll { get; set; }

    public LinkedListNode<HalfOpenTicket>? InAddress { get; set; }

    public void StartTimer(TimeProvider time, TimeSpan timeout)
    {
        _timer = time.CreateTimer(static ticket => ((HalfOpenTicket)ticket!).End("no CONNECT in time"), this, timeout, Timeout.InfiniteTimeSpan);
        if (Volatile.Read(ref _ended) != 0) _timer.Dispose();
    }

    public void End(string reason)
    {
        if (!TryLeave()) return;
        connection.Abort(new ConnectionAbortedException(reason));
    }

    public void Dispose() => TryLeave();

    private bool TryLeave()
    {
        if (Interlocked.Exchange(ref _ended, 1) != 0) return false;
        _timer?.Dispose();
        owner.Leave(this);
        return true;
    }
}
