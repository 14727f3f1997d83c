using System.ComponentModel.DataAnnotations;
using System.Threading.RateLimiting;
using Microsoft.Extensions.Options;

namespace IncubatorHub.Registry.People;

/// <summary>Section <c>SignIn</c>.</summary>
public sealed class SignInOptions
{
    /// <summary>The section's name.</summary>
    public const string Section = "SignIn";

    /// <summary>Posts to the sign-in forms from one network address in a minute. Default 30: a whole house may come from one.</summary>
    [Range(1, 100_000)]
    public int AttemptsAMinute { get; set; } = 30;
}

/// <summary>
/// Bounds the attempts of one network address at the sign-in forms. The lock-out guards one account; this one guards all
/// against somebody who tries each once.
/// </summary>
internal sealed class SignInRateLimit(IOptions<SignInOptions> options) : IEndpointFilter, IDisposable
{
    private readonly PartitionedRateLimiter<HttpContext> _limiter = PartitionedRateLimiter.Create<HttpContext, string>(
        http => RateLimitPartition.GetFixedWindowLimiter(http.Connection.RemoteIpAddress?.ToString() ?? "local", _ => new FixedWindowRateLimiterOptions
        {
            PermitLimit = options.Value.AttemptsAMinute,
            Window = TimeSpan.FromMinutes(1),
        }));

    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        using var lease = _limiter.AttemptAcquire(context.HttpContext);
        if (lease.IsAcquired)
            return await next(context);
        context.HttpContext.Response.Headers.RetryAfter = "60";
        return SignInForms.Back(context.HttpContext.Request.Path, "too-many");
    }

    public void Dispose() => _limiter.Dispose();
}
