using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Identity;

namespace IncubatorHub.Registry.People;

/// <summary>
/// Keeps other sites from acting with a visitor's session: an unsafe request to <c>/api</c> that is signed in by cookie must come from our own
/// pages, as the browser itself states, or bear an antiforgery token. Programs with an API key are not concerned.
/// </summary>
internal sealed class CookieRequestGuard(RequestDelegate next, IAntiforgery antiforgery)
{
    private static readonly Problem ForeignOrigin = new("auth.foreign-origin", 403,
        "A request signed in by cookie must come from the console's own pages, or bear an antiforgery token.");

    public async Task InvokeAsync(HttpContext context)
    {
        if (!NeedsProof(context) || IsOwnPage(context.Request) || await antiforgery.IsRequestValidAsync(context))
            await next(context);
        else
            await ForeignOrigin.ToHttp().ExecuteAsync(context);
    }

    private static bool NeedsProof(HttpContext context) => context.Request.Path.StartsWithSegments("/api", StringComparison.OrdinalIgnoreCase)
        && !IsSafe(context.Request.Method)
        && context.User.Identity is { IsAuthenticated: true, AuthenticationType: { } type } && type == IdentityConstants.ApplicationScheme;

    private static bool IsSafe(string method) => HttpMethods.IsGet(method) || HttpMethods.IsHead(method) || HttpMethods.IsOptions(method);

    // Sec-Fetch-Site (W3C Fetch Metadata) cannot be set by a page's script. "none": the person typed it.
    private static bool IsOwnPage(HttpRequest request) => request.Headers["Sec-Fetch-Site"].ToString() is "same-origin" or "none";
}
