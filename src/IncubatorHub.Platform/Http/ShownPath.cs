using Microsoft.AspNetCore.Http;

namespace IncubatorHub.Platform.Http;

/// <summary>A request's path as logs and traces may have it.</summary>
public static class ShownPath
{
    /// <summary>Below these the path itself is a secret: the address of a calendar feed, the page of a tablet beside an instrument, an answer from the mail, an applicant's own page.</summary>
    private static readonly string[] SecretBelow = ["/calendars", "/kiosk", "/sessions/answer", "/reports/answer", "/apply/my"];

    /// <summary>The path, its secret part left out.</summary>
    public static string Of(PathString path) =>
        Array.Find(SecretBelow, prefix => path.StartsWithSegments(prefix, StringComparison.OrdinalIgnoreCase, out var rest) && rest.HasValue) is { } found
            ? found + "/…"
            : path.ToString();
}
