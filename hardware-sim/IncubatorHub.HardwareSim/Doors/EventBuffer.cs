using System.Globalization;

namespace IncubatorHub.HardwareSim.Doors;

/// <summary>
/// The controller's memory of events that the gateway has not acknowledged. When it is full the oldest go, and one LOST event
/// says how many; it takes the number of the last one that it stands for, so that numbers keep rising and the gap is explained.
/// </summary>
/// <remarks>
/// A LOST event that was already sent is never counted up: the gateway may hold it. Later losses get an event of their own. The
/// number of events under way at a time is bounded by the connection's window, so such events stay few. Not thread-safe.
/// </remarks>
internal sealed class EventBuffer(int capacity, long firstSeq = 1)
{
    private readonly LinkedList<DoorEvent> _events = [];
    private long _nextSeq = firstSeq;
    private long _lastSent;

    public int Count => _events.Count;

    /// <summary>0 when everything has been acknowledged.</summary>
    public long OldestUnacknowledged => _events.First?.Value.Seq ?? 0;

    public DoorEvent Append(long unixMs, string door, string kind, IReadOnlyList<KeyValuePair<string, string>> attributes)
    {
        if (_events.Count >= capacity) MakeRoom();
        var added = new DoorEvent(_nextSeq++, unixMs, door, kind, attributes);
        _events.AddLast(added);
        return added;
    }

    /// <summary>The first <paramref name="most"/> events in order, for the connection that will say with <see cref="Sent"/> how far it got.</summary>
    public IReadOnlyList<DoorEvent> Window(int most) => [.. _events.Take(most)];

    public void Sent(long seq) => _lastSent = Math.Max(_lastSent, seq);

    /// <summary>Forgets that event and all before it; a number that was never sent is ignored.</summary>
    public void Acknowledge(long seq)
    {
        if (seq > _lastSent) return;
        while (_events.First is { } first && first.Value.Seq <= seq) _events.RemoveFirst();
    }

    private void MakeRoom()
    {
        // Everything that was sent is spared: the gateway may have it already, and its acknowledgement may be on its way.
        var node = _events.First!;
        while (node.Value.Seq <= _lastSent && node.Next is { } later) node = later;
        if (node.Next is not { } next) return;

        // The LOST event takes the place of one more, or the buffer would not get shorter.
        var lost = CountOf(node.Value) + CountOf(next.Value);
        _events.Remove(node);
        next.Value = next.Value with
        {
            Door = "-",
            Kind = DoorEventKinds.Lost,
            Attributes = [new("count", lost.ToString(CultureInfo.InvariantCulture))],
        };
    }

    private static long CountOf(DoorEvent gone) =>
        gone.Kind == DoorEventKinds.Lost ? long.Parse(gone.Attributes[0].Value, CultureInfo.InvariantCulture) : 1;
}
