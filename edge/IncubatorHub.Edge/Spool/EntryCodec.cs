using System.Text;
using IncubatorHub.Protocol;

namespace IncubatorHub.Edge.Spool;

/// <summary>Readings as a compact blob: names once, then fixed-width rows. A version byte leads, so that a later build can read an older spool.</summary>
internal static class EntryCodec
{
    private const byte Version = 1;

    public static byte[] Encode(IReadOnlyList<SpoolReading> readings)
    {
        using var memory = new MemoryStream();
        using var writer = new BinaryWriter(memory, Encoding.UTF8);
        var names = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var r in readings)
        {
            names.TryAdd(r.Device, names.Count);
            names.TryAdd(r.Metric, names.Count);
        }
        writer.Write(Version);
        writer.Write7BitEncodedInt(names.Count);
        foreach (var name in names.Keys) writer.Write(name);
        writer.Write7BitEncodedInt(readings.Count);
        foreach (var r in readings)
        {
            writer.Write7BitEncodedInt(names[r.Device]);
            writer.Write7BitEncodedInt(names[r.Metric]);
            writer.Write(r.TimeMs);
            writer.Write(r.Value);
            writer.Write((byte)r.Quality);
        }
        writer.Flush();
        return memory.ToArray();
    }

    /// <exception cref="InvalidDataException">The blob is of another version.</exception>
    public static List<SpoolReading> Decode(byte[] blob)
    {
        using var reader = new BinaryReader(new MemoryStream(blob), Encoding.UTF8);
        if (reader.ReadByte() is var version && version != Version) throw new InvalidDataException($"A spool entry of version {version} cannot be read.");
        var names = new string[reader.Read7BitEncodedInt()];
        for (var i = 0; i < names.Length; i++) names[i] = reader.ReadString();
        var count = reader.Read7BitEncodedInt();
        var readings = new List<SpoolReading>(count);
        for (var i = 0; i < count; i++)
        {
            readings.Add(new(names[reader.Read7BitEncodedInt()], names[reader.Read7BitEncodedInt()], reader.ReadInt64(), reader.ReadDouble(), (ReadingQuality)reader.ReadByte()));
        }
        return readings;
    }
}
