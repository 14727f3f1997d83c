using IncubatorHub.Edge.Spool;
using IncubatorHub.Protocol;

namespace IncubatorHub.Edge.Sampling;

/// <summary>Lets a reading pass when it moved beyond its dead-band, changed quality, or was silent for a heartbeat. One instance per driver; not thread-safe.</summary>
internal sealed class DeadBand
{
    private readonly Dictionary<(string Device, string Metric), SpoolReading> _lastSent = [];

    /// <param name="reading">The sample.</param>
    /// <param name="band">Largest change that stays silent (inclusive); null lets every sample pass.</param>
    /// <param name="heartbeatMs">Longest silence.</param>
    public bool Passes(SpoolReading reading, double? band, long heartbeatMs)
    {
        var key = (reading.Device, reading.Metric);
        if (band is { } width && _lastSent.TryGetValue(key, out var last)
            && last.Quality == reading.Quality
            && Math.Abs(reading.Value - last.Value) <= width
            && reading.TimeMs - last.TimeMs < heartbeatMs
            && reading.TimeMs >= last.TimeMs) // after a clock that stepped back, begin anew rather than fall silent
            return false;
        _lastSent[key] = reading;
        return true;
    }

    /// <summary>Adds the out-of-range bit; both bounds are inclusive.</summary>
    public static ReadingQuality Judge(double value, double? min, double? max, ReadingQuality quality) =>
        value < min || value > max ? quality | ReadingQuality.OutOfRange : quality;
}
