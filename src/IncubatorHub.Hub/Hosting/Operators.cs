using System.Net;
using IncubatorHub.Platform.Authorisation;
using IncubatorHub.Platform.Http;
using IncubatorHub.Platform.UseCases;

namespace IncubatorHub.Hub.Hosting;

/// <summary>Who may look inside: health details and metrics are for this machine and for those who operate the system.</summary>
internal static class Operators
{
    /// <summary>
    /// Whether the request comes from this machine itself, or from a caller with <see cref="Right.OperateSystem"/>. A request that passed
    /// a proxy is not local, even when the proxy stands beside the hub.
    /// </summary>
    public static async ValueTask<bool> IsOperator(this HttpContext http)
    {
        if (IsLocal(http))
            return true;
        var caller = await http.RequestServices.GetRequiredService<ICallerDirectory>().Find(http.User, http.RequestAborted);
        return caller.MayEverywhere(Right.OperateSystem);
    }

    /// <summary>Lets only operators pass.</summary>
    public static IApplicationBuilder UseOperatorsOnly(this IApplicationBuilder app, string path) =>
        app.UseWhen(http => http.Request.Path.StartsWithSegments(path, StringComparison.OrdinalIgnoreCase), branch => branch.Use(async (http, next) =>
        {
            if (await http.IsOperator())
                await next(http);
            else if (http.User.Identity?.IsAuthenticated is true)
                await CommonProblems.Forbidden(Right.OperateSystem).ToHttp().ExecuteAsync(http);
            else
                await CommonProblems.NotSignedIn.ToHttp().ExecuteAsync(http);
        }));

    private static bool IsLocal(HttpContext http) => http.Connection.RemoteIpAddress is { } remote && IPAddress.IsLoopback(remote)
        && !http.Request.Headers.ContainsKey("X-Forwarded-For") && !http.Request.Headers.ContainsKey("Forwarded")
        && !http.Request.Headers.ContainsKey("X-Original-For");
}
