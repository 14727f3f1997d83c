namespace IncubatorHub.Platform.Settings;

/// <summary>A wrong setting. The host prints the message and ends with exit code 2.</summary>
public sealed class SettingsException(string key, string allowed, object? found)
    : Exception($"Setting {key}: allowed is {allowed}; found {found ?? "nothing"}.")
{
    /// <summary>The setting's full key.</summary>
    public string Key { get; } = key;
}
