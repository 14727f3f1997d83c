namespace IncubatorHub.Telemetry;

/// <summary>Names one series: one measured quantity of one device behind one source.</summary>
/// <param name="Source">The gateway's id.</param>
/// <param name="Device">The device's name at that gateway.</param>
/// <param name="Metric">The measured quantity.</param>
/// <remarks>Each part is 1 to <see cref="MaxPartBytes"/> bytes in UTF-8. Compared byte for byte: case matters.</remarks>
public readonly record struct SeriesKey(string Source, string Device, string Metric)
{
    /// <summary>The longest part of a key, in UTF-8 bytes.</summary>
    public const int MaxPartBytes = 256;
}
