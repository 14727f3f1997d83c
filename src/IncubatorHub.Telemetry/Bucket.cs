namespace IncubatorHub.Telemetry;

/// <summary>What the readings of one series say together within one slice of time.</summary>
/// <param name="FromMs">Start of the slice (inclusive), Unix ms; it ends where the next begins.</param>
/// <param name="Count">Readings that are numbers. A NaN reading is stored and returned as raw, but takes no part here.</param>
/// <param name="Min">Smallest value; NaN when <paramref name="Count"/> is 0.</param>
/// <param name="Max">Largest value; NaN when <paramref name="Count"/> is 0.</param>
/// <param name="Sum">Sum of the values; 0 when <paramref name="Count"/> is 0.</param>
/// <param name="First">Value of the earliest reading; NaN when <paramref name="Count"/> is 0.</param>
/// <param name="Last">Value of the latest reading; NaN when <paramref name="Count"/> is 0.</param>
public readonly record struct Bucket(long FromMs, long Count, double Min, double Max, double Sum, double First, double Last)
{
    /// <summary>The arithmetic mean; NaN when the bucket is empty.</summary>
    public double Mean => Count == 0 ? double.NaN : Sum / Count;
}
