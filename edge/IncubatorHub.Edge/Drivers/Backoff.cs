namespace IncubatorHub.Edge.Drivers;

/// <summary>Exponential backoff with full jitter: the n-th wait is uniform in [0, min(cap, first × 2ⁿ)].</summary>
/// <remarks>Full jitter spreads the gateways of a whole country after a hub restart best; see "Exponential Backoff And Jitter", AWS Architecture Blog, 2015.</remarks>
internal sealed class Backoff(TimeSpan first, TimeSpan cap, Random random)
{
    private int _failures;

    public TimeSpan Next()
    {
        var ceiling = Math.Min(cap.TotalMilliseconds, first.TotalMilliseconds * Math.Pow(2, Math.Min(_failures++, 30)));
        return TimeSpan.FromMilliseconds(random.NextDouble() * ceiling);
    }

    public void Reset() => _failures = 0;
}
