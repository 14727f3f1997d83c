using System.Globalization;
using System.Net;
using System.Threading.RateLimiting;
using IncubatorHub.Platform.Http;
using IncubatorHub.Platform.Settings;
using IncubatorHub.Platform.UseCases;
using IncubatorHub.Registry.People;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Options;

namespace IncubatorHub.Hub.Hosting;

/// <summary>Bounds what one caller, or one address without a sign-in, may ask of <c>/api</c>, <c>/account</c>, <c>/calendars</c>, <c>/sessions/answer</c>, <c>/reports/answer</c>, <c>/apply</c> and <c>/kiosk</c>.</summary>
internal static class RateLimits
{
    // The last are calendar feeds, answers from mails and applications: an address is not to be found by trying.
    private static readonly PathString[] Limited = ["/api", "/account", "/calendars", "/sessions/answer", "/reports/answer", "/apply"];

    private static readonly Problem TooMany = new("rate.limited", StatusCodes.Status429TooManyRequests, "Too many requests. Wait as long as Retry-After says.");

    public static void AddRateLimits(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddValidatedOptions<RateLimitOptions>(configuration, RateLimitOptions.Section);
        services.AddRateLimiter(_ => { });
        services.AddOptions<RateLimiterOptions>().Configure<IOptions<RateLimitOptions>>((limiter, options) =>
        {
            limiter.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
            limiter.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, string>(http => PartitionOf(http, options.Value));
            limiter.OnRejected = async (rejected, _) =>
            {
                var wait = rejected.Lease.TryGetMetadata(MetadataName.RetryAfter, out var after) ? after : TimeSpan.FromSeconds(1);
                var seconds = Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds));
                rejected.HttpContext.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
                await TooMany.With("retryAfterSeconds", seconds).ToHttp().ExecuteAsync(rejected.HttpContext);
            };
        });
    }

    private static RateLimitPartition<string> PartitionOf(HttpContext http, RateLimitOptions options)
    {
        var path = http.Request.Path;
        // Tablets of a house ask for themselves all day; they must not use up what its people need to sign in.
        if (path.StartsWithSegments("/kiosk", StringComparison.OrdinalIgnoreCase))
            return Bucket($"kiosk {Network(http.Connection.RemoteIpAddress)}", options.AddressPerMinute, options.AddressBurst);
        if (!Limited.Any(one => path.StartsWithSegments(one, StringComparison.OrdinalIgnoreCase)))
            return RateLimitPartition.GetNoLimiter("");
        return PrincipalKey.Of(http.User) is { } caller
            ? Bucket(caller, options.CallerPerMinute, options.CallerBurst)
            : Bucket($"address {Network(http.Connection.RemoteIpAddress)}", options.AddressPerMinute, options.AddressBurst);
    }

    private static RateLimitPartition<string> Bucket(string key, int perMinute, int burst) =>
        RateLimitPartition.GetTokenBucketLimiter(key, _ => new TokenBucketRateLimiterOptions
        {
            TokenLimit = burst,
            // Tokens come one by one, so that Retry-After is short.
            ReplenishmentPeriod = TimeSpan.FromMinutes(1) / perMinute,
            TokensPerPeriod = 1,
            QueueLimit = 0,
        });

    // One house has a whole /64 of IPv6 addresses to choose from.
    private static string Network(IPAddress? address)
    {
        if (address is null)
            return "unknown";
        if (address.IsIPv4MappedToIPv6)
            address = address.MapToIPv4();
        return address.AddressFamily is System.Net.Sockets.AddressFamily.InterNetworkV6
            ? Convert.ToHexString(address.GetAddressBytes().AsSpan(0, 8))
            : address.ToString();
    }
}
