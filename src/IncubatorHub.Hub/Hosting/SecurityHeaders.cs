using System.Security.Cryptography;

namespace IncubatorHub.Hub.Hosting;

/// <summary>What the browser is told on every answer.</summary>
/// <remarks>
/// Scripts come from the hub itself, or bear the nonce of the answer (Blazor's import map does). Style attributes are allowed, for Radzen sets
/// sizes and positions in them. Blazor Server's circuit is a WebSocket to the same origin, which 'self' covers.
/// </remarks>
public static class SecurityHeaders
{
    private static readonly object NonceKey = new();

    /// <summary>The nonce for inline scripts of this answer; made on first use.</summary>
    public static string CspNonce(this HttpContext http)
    {
        if (http.Items[NonceKey] is not string nonce)
            http.Items[NonceKey] = nonce = Convert.ToBase64String(RandomNumberGenerator.GetBytes(18));
        return nonce;
    }

    internal static void UseSecurityHeaders(this WebApplication app)
    {
        app.UseWhen(http => http.Request.IsHttps, secure => secure.UseHsts());
        app.Use((http, next) =>
        {
            http.Response.OnStarting(() =>
            {
                var headers = http.Response.Headers;
                headers.XContentTypeOptions = "nosniff";
                headers["Referrer-Policy"] = "strict-origin-when-cross-origin";
                headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=(), payment=(), usb=()";
                headers["Cross-Origin-Opener-Policy"] = "same-origin";
                headers["Cross-Origin-Resource-Policy"] = "same-origin";
                // What serves a file of somebody's has set a stricter one.
                if (headers.ContentSecurityPolicy.Count == 0)
                    headers.ContentSecurityPolicy = Policy(http);
                return Task.CompletedTask;
            });
            return next(http);
        });
    }

    private static string Policy(HttpContext http)
    {
        var scripts = http.Items[NonceKey] is string nonce ? $"'self' 'nonce-{nonce}'" : "'self'";
        // The API reference writes one inline script of its own making and takes no nonce; it shows nothing but our own document.
        if (http.Request.Path.StartsWithSegments(ApiSurface.DocsPath, StringComparison.OrdinalIgnoreCase))
            scripts = "'self' 'unsafe-inline'";
        return $"default-src 'self'; script-src {scripts}; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self' data:; "
            + "connect-src 'self'; object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'";
    }
}
