using System.ComponentModel.DataAnnotations;

namespace IncubatorHub.Hub.Hosting;

/// <summary>Section <c>RateLimits</c>: token buckets, one per caller, or per address while nobody has signed in.</summary>
public sealed class RateLimitOptions
{
    /// <summary>The section's name.</summary>
    public const string Section = "RateLimits";

    /// <summary>Requests per minute that one caller may make for long, 1 to 1,000,000. Default 1,200: 20 a second.</summary>
    [Range(1, 1_000_000)]
    public int CallerPerMinute { get; set; } = 1_200;

    /// <summary>Requests that a caller may make at once after a pause, 1 to 1,000,000. Default 300.</summary>
    [Range(1, 1_000_000)]
    public int CallerBurst { get; set; } = 300;

    /// <summary>The same for one address without a sign-in. Default 120: sign-in itself, and probes.</summary>
    [Range(1, 1_000_000)]
    public int AddressPerMinute { get; set; } = 120;

    /// <summary>Requests that one address may make at once. Default 60.</summary>
    [Range(1, 1_000_000)]
    public int AddressBurst { get; set; } = 60;
}
