namespace IncubatorHub.Telemetry.Blocks;

/// <summary>Count, extremes, sum, first and last of the readings that are numbers, gathered in order of time.</summary>
internal struct Aggregate
{
    public long Count;
    public double Min;
    public double Max;
    public double Sum;
    public double First;
    public double Last;

    public void Add(double value)
    {
        if (double.IsNaN(value)) return;
        if (Count++ == 0)
        {
            Min = Max = Sum = First = Last = value;
            return;
        }

        if (value < Min) Min = value;
        if (value > Max) Max = value;
        Sum += value;
        Last = value;
    }

    /// <summary>Adds what comes later in time.</summary>
    public void Add(in Aggregate later)
    {
        if (later.Count == 0) return;
        if (Count == 0)
        {
            this = later;
            return;
        }

        Count += later.Count;
        if (later.Min < Min) Min = later.Min;
        if (later.Max > Max) Max = later.Max;
        Sum += later.Sum;
        Last = later.Last;
    }

    public readonly Bucket ToBucket(long fromMs) => Count == 0
        ? new Bucket(fromMs, 0, double.NaN, double.NaN, 0, double.NaN, double.NaN)
        : new Bucket(fromMs, Count, Min, Max, Sum, First, Last);
}
