using IncubatorHub.HardwareSim.Models;

namespace IncubatorHub.HardwareSim.Doors;

/// <summary>
/// A controller with its doors, its card table and its memory of events. It decides by itself; a gateway only listens and may
/// unlock from afar. Whoever advances it or talks to it holds <see cref="Gate"/>.
/// </summary>
internal sealed class DoorController
{
    public const int Capacity = 10_000;
    public const int MaxUnlockSeconds = 86_400;
    private static readonly TimeSpan Quantum = TimeSpan.FromMilliseconds(500);

    private readonly Dictionary<string, Door> _doors;
    private readonly WorkDay _day;
    private readonly TimeProvider _time;
    private readonly HashSet<string> _heldDoors = [];
    private TimeSpan _pending;

    /// <param name="id">Named in READY.</param>
    /// <param name="doors">At least one.</param>
    /// <param name="cards">Who may pass.</param>
    /// <param name="day">Local time of the simulation: card hours are judged by it.</param>
    /// <param name="time">Stamps events; wall time even when the simulation runs faster, since receivers compare it with their own.</param>
    /// <param name="firstSeq">Where numbering begins; the program takes the start time in ms, so that numbers rise over its restarts too.</param>
    public DoorController(string id, IEnumerable<DoorSetup> doors, CardTable cards, WorkDay day, TimeProvider time, long firstSeq = 1)
    {
        (Id, Cards, _day, _time) = (id, cards, day, time);
        _doors = doors.ToDictionary(d => d.Key, d => new Door(d, Record), StringComparer.Ordinal);
        Events = new EventBuffer(Capacity, firstSeq);
    }

    /// <summary>Raised under the gate when there is something new to send.</summary>
    public event EventHandler? Recorded;

    public string Id { get; }
    public Lock Gate { get; } = new();
    public CardTable Cards { get; }
    public EventBuffer Events { get; }
    public IReadOnlyCollection<Door> Doors => _doors.Values;
    public PeopleTraffic? Traffic { get; set; }
    public TimeSpan Elapsed { get; private set; }
    public DateTime LocalTime => _day.At(Elapsed);
    public bool HasMains { get; private set; } = true;

    public Door? Find(string door) => _doors.GetValueOrDefault(door);

    public bool Present(Door door, string card, bool leaving) => door.Present(card, leaving, Cards, LocalTime);

    public void Advance(TimeSpan step)
    {
        _pending += step;
        while (_pending >= Quantum)
        {
            _pending -= Quantum;
            Elapsed += Quantum;
            Traffic?.Advance(this);
            foreach (var door in _doors.Values) door.Advance(Quantum.TotalSeconds);
        }
    }

    /// <summary>Null when done, else the code for ERR. Asked again, it counts anew from then.</summary>
    public string? Unlock(string doorKey, int seconds)
    {
        if (Find(doorKey) is not { } door) return "unknown-door";
        if (seconds is < 1 or > MaxUnlockSeconds) return "bad-seconds";
        door.Unlock(seconds, "remote");
        return null;
    }

    public string? Lock(string doorKey)
    {
        if (Find(doorKey) is not { } door) return "unknown-door";
        door.Lock("remote");
        return null;
    }

    public bool IsHeld(Door door) => _heldDoors.Contains(door.Key);

    /// <summary>A fault of one door; false when it is none of a door's.</summary>
    public bool TrySetDoorFault(Door door, string fault, bool active)
    {
        switch (fault)
        {
            case FaultNames.DoorForced:
                if (active) door.Open(byForce: true);
                else door.Close();
                return true;
            case FaultNames.DoorHeld:
                Hold(door, active);
                return true;
            case FaultNames.Tamper:
                if (active) door.Tamper();
                return true;
            case FaultNames.ReaderOffline:
                door.SetReader(!active);
                return true;
            default:
                return false;
        }
    }

    /// <summary>On its battery the controller goes on; it only tells.</summary>
    public void SetMains(bool present)
    {
        if (HasMains && !present)
            foreach (var door in _doors.Keys) Record(door, DoorEventKinds.PowerLost, []);
        HasMains = present;
    }

    /// <summary>Somebody leaves in the ordinary way and puts a wedge under the door.</summary>
    private void Hold(Door door, bool active)
    {
        if (!active)
        {
            _heldDoors.Remove(door.Key);
            door.Close();
            return;
        }

        _heldDoors.Add(door.Key);
        if (door.IsOpen) return;
        door.RequestExit();
        door.Open();
    }

    private void Record(string door, string kind, string[] attributes)
    {
        var pairs = attributes.Chunk(2).Select(p => new KeyValuePair<string, string>(p[0], p[1])).ToArray();
        Events.Append(_time.GetUtcNow().ToUnixTimeMilliseconds(), door, kind, pairs);
        Recorded?.Invoke(this, EventArgs.Empty);
    }
}
