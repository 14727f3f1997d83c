using System.Globalization;

namespace IncubatorHub.EndToEnd.Tests.Support;

/// <summary>What a door controller said, as heard on its line: the truth that the hub's events are held against.</summary>
internal sealed record DoorRecord(long Number, string Door, string Kind)
{
    /// <summary>Each event once, in the controller's order; what came twice was repeated for want of an acknowledgement.</summary>
    public static List<DoorRecord> From(IEnumerable<string> heard) =>
    [
        .. heard.Select(line => line.Split(' ')).Where(parts => parts is ["EVT", _, _, _, _, ..])
            .Select(parts => new DoorRecord(
                long.Parse(parts[1], CultureInfo.InvariantCulture), Uri.UnescapeDataString(parts[3]), "door." + parts[4].ToLowerInvariant().Replace('_', '-')))
            .DistinctBy(one => one.Number).OrderBy(one => one.Number),
    ];

    /// <summary>The same from the hub, in the order of storing. The agent's own events about the line to the controller have no number.</summary>
    public static List<DoorRecord> From(IEnumerable<ApiEvent> events) =>
    [
        .. events.Where(one => one.Detail is { } detail && detail.TryGetProperty("number", out _))
            .Select(one => new DoorRecord(one.Detail!.Value.GetProperty("number").GetInt64(), one.Source, one.Kind)),
    ];
}
