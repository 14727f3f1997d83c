using IncubatorHub.Protocol;

namespace IncubatorHub.Edge.Settings;

/// <summary>Judges the settings at the start; each finding names the key, what is allowed and what was found.</summary>
internal static class SettingsRules
{
    public static readonly string[] Levels = ["Verbose", "Debug", "Information", "Warning", "Error", "Fatal"];

    public static List<string> Check(EdgeSettings s)
    {
        var findings = new List<string>();
        void Must(bool holds, string key, string allowed, object found)
        {
            if (!holds) findings.Add($"Edge:{key}: allowed is {allowed}, found '{found}'");
        }
        Must(GatewayId.IsValid(s.GatewayId), "GatewayId", "3 to 64 of a-z, 0-9 and -", s.GatewayId);
        Must(s.Secret.Length == 0 != (s.SecretFile.Length == 0), "Secret and SecretFile", "exactly one of the two", s.Secret.Length == 0 && s.SecretFile.Length == 0 ? "neither" : "both");
        Must(s.SecretFile.Length == 0 || File.Exists(s.SecretFile), "SecretFile", "an existing file", s.SecretFile);
        Must(s.Hub.Host.Length > 0, "Hub:Host", "a host name or address", s.Hub.Host);
        Must(s.Hub.Port is > 0 and <= 65_535, "Hub:Port", "1 to 65535", s.Hub.Port);
        Must(s.Hub.CaFile.Length == 0 || File.Exists(s.Hub.CaFile), "Hub:CaFile", "an existing PEM file or nothing", s.Hub.CaFile);
        Must(s.Hub.Window is > 0 and <= 100, "Hub:Window", "1 to 100", s.Hub.Window);
        Must(s.Hub.BacklogPerSecond is > 0 and <= 1000, "Hub:BacklogPerSecond", "1 to 1000", s.Hub.BacklogPerSecond);
        Must(s.Spool.Path.Length > 0, "Spool:Path", "a file path", s.Spool.Path);
        Must(s.Spool.MaxMegabytes is >= 1 and <= 1_048_576, "Spool:MaxMegabytes", "1 to 1048576", s.Spool.MaxMegabytes);
        Must(s.ConfigurationFile.Length == 0 || File.Exists(s.ConfigurationFile), "ConfigurationFile", "an existing file or nothing", s.ConfigurationFile);
        Must(Levels.Contains(s.Log.Level, StringComparer.Ordinal), "Log:Level", string.Join(", ", Levels), s.Log.Level);
        return findings;
    }
}
