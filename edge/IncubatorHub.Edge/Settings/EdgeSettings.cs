namespace IncubatorHub.Edge.Settings;

/// <summary>The settings of one gateway: appsettings.json, then the file of --config, then the environment (IH_EDGE__…). docs/edge.md has the table.</summary>
internal sealed class EdgeSettings
{
    /// <summary>Identity at the hub.</summary>
    public string GatewayId { get; set; } = "";

    /// <summary>The credential; or <see cref="SecretFile"/>.</summary>
    public string Secret { get; set; } = "";

    /// <summary>A file whose trimmed content is the credential.</summary>
    public string SecretFile { get; set; } = "";

    public HubSettings Hub { get; set; } = new();

    public SpoolSettings Spool { get; set; } = new();

    /// <summary>Local configuration document; empty: the one that the hub sends.</summary>
    public string ConfigurationFile { get; set; } = "";

    public LogSettings Log { get; set; } = new();
}

internal sealed class HubSettings
{
    public string Host { get; set; } = "";
    public int Port { get; set; } = 8883;
    public bool Tls { get; set; } = true;
    public string CaFile { get; set; } = "";
    public bool WebSocket { get; set; }
    public int Window { get; set; } = 10;
    public int BacklogPerSecond { get; set; } = 20;
}

internal sealed class SpoolSettings
{
    public string Path { get; set; } = "/var/lib/incubatorhub-edge/spool.db";
    public int MaxMegabytes { get; set; } = 512;
}

internal sealed class LogSettings
{
    public string Directory { get; set; } = "";
    public string Level { get; set; } = "Information";
}
