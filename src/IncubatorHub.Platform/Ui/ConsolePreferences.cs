using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Localization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace IncubatorHub.Platform.Ui;

/// <summary>What a reader chooses about the console's looks, kept in cookies: language, and light or dark.</summary>
public static class ConsolePreferences
{
    /// <summary>The cookie that holds <c>light</c> or <c>dark</c>; without it the console follows the system.</summary>
    public const string ThemeCookie = "ih.theme";

    /// <summary>Languages of the console; the first is the default.</summary>
    public static string[] Cultures { get; } = ["en", "ja"];

    private static readonly TimeSpan Kept = TimeSpan.FromDays(365);

    /// <summary>The theme of the request: <c>light</c>, <c>dark</c> or <c>auto</c>.</summary>
    public static string Theme(HttpContext? http) => http?.Request.Cookies[ThemeCookie] is "light" or "dark" ? http.Request.Cookies[ThemeCookie]! : "auto";

    internal static void MapConsolePreferences(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("/preferences/culture", ([FromForm] string value, [FromForm] string? back, HttpContext http) =>
        {
            if (Cultures.Contains(value))
                Keep(http, CookieRequestCultureProvider.DefaultCookieName, CookieRequestCultureProvider.MakeCookieValue(new RequestCulture(value)));
            return TypedResults.LocalRedirect(LocalPath(back));
        }).AllowAnonymous().ExcludeFromDescription();

        routes.MapPost("/preferences/theme", ([FromForm] string value, [FromForm] string? back, HttpContext http) =>
        {
            if (value is "light" or "dark")
                Keep(http, ThemeCookie, value);
            return TypedResults.LocalRedirect(LocalPath(back));
        }).AllowAnonymous().ExcludeFromDescription();
    }

    // Only a path of our own: never an address that somebody put into a form.
    /// <summary>The path when it is one of our own, else the start page.</summary>
    public static string LocalPath(string? back) =>
        back is ['/', ..] && !back.StartsWith("//", StringComparison.Ordinal) && !back.StartsWith("/\\", StringComparison.Ordinal) ? back : "/";

    private static void Keep(HttpContext http, string name, string value) => http.Response.Cookies.Append(name, value, new CookieOptions
    {
        MaxAge = Kept, SameSite = SameSiteMode.Lax, HttpOnly = true, IsEssential = true, Path = "/", Secure = http.Request.IsHttps,
    });
}
