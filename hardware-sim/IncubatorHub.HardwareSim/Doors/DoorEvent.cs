using System.Globalization;
using System.Text;

namespace IncubatorHub.HardwareSim.Doors;

/// <summary>One event as it goes over the wire; attributes keep the order in which they were given.</summary>
internal sealed record DoorEvent(long Seq, long UnixMs, string Door, string Kind, IReadOnlyList<KeyValuePair<string, string>> Attributes)
{
    public string Line()
    {
        var line = new StringBuilder().Append(CultureInfo.InvariantCulture, $"EVT {Seq} {UnixMs} {Uri.EscapeDataString(Door)} {Kind}");
        foreach (var (key, value) in Attributes) line.Append(' ').Append(key).Append('=').Append(Uri.EscapeDataString(value));
        return line.Append('\n').ToString();
    }
}
