namespace IncubatorHub.HardwareSim.Models;

/// <summary>How busy a laboratory is at a simulated moment; <paramref name="LocalStart"/> is its wall time when the simulation began.</summary>
internal readonly record struct WorkDay(DateTime LocalStart)
{
    public DateTime At(TimeSpan elapsed) => LocalStart + elapsed;

    /// <summary>
    /// 0 (nobody) to 1 (everybody): people come around nine, leave a dent at noon, thin out from six; a few work on at night and
    /// at the weekend, as in any laboratory with living cells.
    /// </summary>
    public double Activity(TimeSpan elapsed)
    {
        var now = At(elapsed);
        var hour = now.TimeOfDay.TotalHours;
        var present = Rise(hour, 8.8, 0.5) * (1 - Rise(hour, 18.5, 1.0));
        var lunch = 0.5 * Math.Exp(-Math.Pow((hour - 12.5) / 0.5, 2));
        var weekend = now.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday;
        return 0.03 + (0.97 * present * (1 - lunch) * (weekend ? 0.12 : 1));
    }

    private static double Rise(double hour, double middle, double width) => 1 / (1 + Math.Exp((middle - hour) / (width / 2)));
}
