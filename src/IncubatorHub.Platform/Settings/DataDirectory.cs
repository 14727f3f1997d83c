using Microsoft.Extensions.Configuration;

namespace IncubatorHub.Platform.Settings;

/// <summary>Where the hub keeps its files: setting <c>DataDirectory</c>, default <c>data</c> in the working directory.</summary>
public static class DataDirectory
{
    /// <summary>The directory, made when missing.</summary>
    public static DirectoryInfo Of(IConfiguration configuration) =>
        Directory.CreateDirectory(Path.GetFullPath(configuration["DataDirectory"] is { Length: > 0 } set ? set : "data"));
}
