using IncubatorHub.Platform.Settings;

namespace IncubatorHub.Hub;

/// <summary>What one process of the hub does. By default one process does everything.</summary>
[Flags]
public enum Roles
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>Takes MQTT connections of gateways.</summary>
    Broker = 1,

    /// <summary>Makes readings and events durable; owns the telemetry store.</summary>
    Ingest = 2,

    /// <summary>Serves <c>/api/v1</c> and its documentation.</summary>
    Api = 4,

    /// <summary>Serves the console's pages.</summary>
    Console = 8,

    /// <summary>Runs scheduled jobs.</summary>
    Jobs = 16,

    /// <summary>Everything.</summary>
    All = Broker | Ingest | Api | Console | Jobs,
}

/// <summary>Reads <c>--roles broker,ingest,api,console,jobs</c>.</summary>
public static class RoleNames
{
    private const string Allowed = "a list of broker, ingest, api, console, jobs";

    /// <summary>The roles named, comma-separated; null or empty: all. Throws <see cref="SettingsException"/> on an unknown one.</summary>
    public static Roles Read(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
            return Roles.All;
        var roles = Roles.None;
        foreach (var name in text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            roles |= name.ToLowerInvariant() switch
            {
                "broker" => Roles.Broker,
                "ingest" => Roles.Ingest,
                "api" => Roles.Api,
                "console" => Roles.Console,
                "jobs" => Roles.Jobs,
                _ => throw new SettingsException("roles", Allowed, $"'{name}'"),
            };
        }

        // Readings are acknowledged, judged and read in the process that owns the telemetry store.
        const Roles Always = Roles.Broker | Roles.Ingest;
        if ((roles & Always) != Always)
            throw new SettingsException("roles", "broker and ingest in every process, until telemetry stands in PostgreSQL", $"'{text}'");
        return roles;
    }
}
