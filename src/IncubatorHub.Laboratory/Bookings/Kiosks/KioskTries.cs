using System.Threading.RateLimiting;

namespace IncubatorHub.Laboratory.Bookings.Kiosks;

/// <summary>Bounds the tries at one kiosk: of a million codes, ten a minute find one of two open bookings in a month of standing there.</summary>
internal sealed class KioskTries : IDisposable
{
    /// <summary>Tries a minute.</summary>
    public const int AMinute = 10;

    private readonly PartitionedRateLimiter<Guid> _limiter = PartitionedRateLimiter.Create<Guid, Guid>(link => RateLimitPartition.GetFixedWindowLimiter(
        link, _ => new FixedWindowRateLimiterOptions { PermitLimit = AMinute, Window = TimeSpan.FromMinutes(1) }));

    /// <summary>Whether one more is allowed.</summary>
    public bool Take(Guid linkId)
    {
        using var lease = _limiter.AttemptAcquire(linkId);
        return lease.IsAcquired;
    }

    public void Dispose() => _limiter.Dispose();
}
