using Microsoft.AspNetCore.Http;

namespace IncubatorHub.Platform.Http;

/// <summary>A request's path as logs and traces may have it.</summary>
public static class ShownPath
{
    /// <summary>Below here the path itself is a secret: the address of a calendar feed.</summary>
    public const string SecretPrefix = "/calendars";

    /// <summary>The path, its secret part left out.</summary>
    public static string Of(PathString path) => path.StartsWithSegments(SecretPrefix, StringComparison.OrdinalIgnoreCase) ? SecretPrefix + "/…" : path.ToString();
}
