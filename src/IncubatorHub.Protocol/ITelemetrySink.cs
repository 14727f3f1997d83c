namespace IncubatorHub.Protocol;

/// <summary>Takes what <see cref="TelemetryReader"/> finds. Make it a struct: the reader is generic over it and calls without boxing.</summary>
/// <remarks>
/// Nothing is called before the whole document has been read, so a broken one never leaves half of itself behind.
/// Order of calls: one <see cref="Header"/>; then <see cref="Series"/> once before the first reading of each column, and the readings in
/// the order of the document; last the malformed parts.
/// </remarks>
public interface ITelemetrySink
{
    /// <summary>The header. Not called when the whole document is malformed. The spans live until the call returns.</summary>
    void Header(in TelemetryHeader header);

    /// <summary>Names the series of the readings that follow, once per column, so that a look-up is paid once and not per reading.</summary>
    /// <param name="device">Device name in UTF-8, 1 to 64 bytes; lives until the call returns.</param>
    /// <param name="metric">Metric name in UTF-8, 1 to 64 bytes; lives until the call returns.</param>
    /// <returns>Any number; it comes back with each reading of the column.</returns>
    int Series(ReadOnlySpan<byte> device, ReadOnlySpan<byte> metric);

    /// <summary>One reading.</summary>
    /// <param name="series">What <see cref="Series"/> returned.</param>
    /// <param name="timestampMs">Milliseconds since 1970 UTC, 0 to <see cref="ProtocolLimits.MaxTimestampMs"/>; without one in the message, the time of receipt.</param>
    /// <param name="value">A finite number; true is 1 and false is 0.</param>
    /// <param name="quality">The sent bits, and <see cref="ReadingQuality.ReceiptTime"/> where the time comes from the receipt.</param>
    void Reading(int series, long timestampMs, double value, ReadingQuality quality);

    /// <summary>A part that was not taken.</summary>
    void Malformed(in MalformedPart part);
}
