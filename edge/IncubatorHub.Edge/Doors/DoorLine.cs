using System.Globalization;
using IncubatorHub.Edge.Spool;
using IncubatorHub.Protocol;

namespace IncubatorHub.Edge.Doors;

/// <summary>One <c>EVT</c> line of a door controller, taken apart.</summary>
internal sealed record DoorLine(long Sequence, NewEvent Event)
{
    private static readonly Dictionary<string, string> Kinds = new(StringComparer.Ordinal)
    {
        ["GRANTED"] = EventKinds.DoorGranted, ["GRANTED_NO_ENTRY"] = EventKinds.DoorGrantedNoEntry, ["DENIED"] = EventKinds.DoorDenied,
        ["EXIT_REQUEST"] = EventKinds.DoorExitRequest, ["OPENED"] = EventKinds.DoorOpened, ["CLOSED"] = EventKinds.DoorClosed,
        ["FORCED"] = EventKinds.DoorForced, ["HELD_OPEN"] = EventKinds.DoorHeldOpen, ["HELD_OPEN_CLEARED"] = EventKinds.DoorHeldOpenCleared,
        ["UNLOCKED"] = EventKinds.DoorUnlocked, ["RELOCKED"] = EventKinds.DoorRelocked, ["TAMPER"] = EventKinds.DoorTamper,
        ["READER_OFFLINE"] = EventKinds.DoorReaderOffline, ["READER_ONLINE"] = EventKinds.DoorReaderOnline,
        ["POWER_LOST"] = EventKinds.DoorPowerLost, ["DURESS"] = EventKinds.DoorDuress, ["LOST"] = EventKinds.DoorEventsLost,
    };

    /// <summary>Kind of a line whose number can be read but nothing else; it is kept with its text, for an event is never dropped.</summary>
    public const string Unreadable = "door.unreadable";

    /// <summary>Reads <c>EVT seq unix-ms door KIND key=value …</c>; null when not even the number can be read.</summary>
    public static DoorLine? Parse(string line, string controller, long nowMs)
    {
        var parts = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (parts.Length < 2 || parts[0] != "EVT" || !long.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var sequence) || sequence <= 0) return null;
        if (parts.Length < 5
            || !long.TryParse(parts[2], NumberStyles.None, CultureInfo.InvariantCulture, out var time) || time > ProtocolLimits.MaxTimestampMs
            || Uri.UnescapeDataString(parts[3]) is not { Length: > 0 } door || !NameRule.IsValid(System.Text.Encoding.UTF8.GetBytes(door))
            || KindOf(parts[4]) is not { } kind)
        {
            return new(sequence, Events.Of(nowMs, Unreadable, Events.Gateway, ("controller", controller), ("number", sequence), ("line", line.Length <= 500 ? line : line[..500])));
        }
        var detail = new List<(string, object?)> { ("controller", controller), ("number", sequence) };
        var names = new HashSet<string>(StringComparer.Ordinal) { "controller", "number" };
        foreach (var part in parts.AsSpan(5))
        {
            var equals = part.IndexOf('=', StringComparison.Ordinal);
            if (equals <= 0 || !names.Add(part[..equals])) continue;
            var value = Uri.UnescapeDataString(part[(equals + 1)..]);
            var isNumber = part[..equals] is "seconds" or "count";
            detail.Add((part[..equals], isNumber && long.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : value));
        }
        return new(sequence, Events.Of(time, kind, door, [.. detail]));
    }

    private static string? KindOf(string word)
    {
        if (Kinds.TryGetValue(word, out var known)) return known;
        var kind = "door." + word.ToLowerInvariant().Replace('_', '-');
        return EventKinds.IsWellFormed(kind) ? kind : null;
    }
}
