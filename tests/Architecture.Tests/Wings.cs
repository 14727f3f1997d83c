namespace Architecture.Tests;

/// <summary>
/// Which project may refer to which. The picture of it is in docs/architecture.md; a test keeps the two alike. A project that is not listed fails.
/// </summary>
internal static class Wings
{
    public static readonly IReadOnlyDictionary<string, string[]> May = new Dictionary<string, string[]>
    {
        ["IncubatorHub.Protocol"] = [],
        ["IncubatorHub.AccessControl"] = [],
        ["IncubatorHub.Telemetry"] = [],
        ["IncubatorHub.Platform"] = [],
        ["IncubatorHub.Registry"] = ["IncubatorHub.Platform"],
        ["IncubatorHub.Devices"] = ["IncubatorHub.Registry", "IncubatorHub.Protocol", "IncubatorHub.Telemetry"],
        ["IncubatorHub.Laboratory"] = ["IncubatorHub.Devices", "IncubatorHub.AccessControl"],
        ["IncubatorHub.Incubation"] = ["IncubatorHub.Laboratory"],
        ["IncubatorHub.Migrations.Sqlite"] = ["IncubatorHub.Incubation"],
        ["IncubatorHub.Migrations.Postgres"] = ["IncubatorHub.Incubation"],
        ["IncubatorHub.Hub"] = ["IncubatorHub.Incubation", "IncubatorHub.Migrations.Sqlite", "IncubatorHub.Migrations.Postgres"],
        ["IncubatorHub.Edge"] = ["IncubatorHub.Protocol", "IncubatorHub.AccessControl"],
        ["IncubatorHub.HardwareSim"] = [],
    };

    /// <summary>Programs that are built along with another because it starts them as processes; nothing of them is compiled in.</summary>
    public static readonly IReadOnlyDictionary<string, string[]> BuiltAlong = new Dictionary<string, string[]>
    {
        ["IncubatorHub.Hub"] = ["IncubatorHub.Edge", "IncubatorHub.HardwareSim"],
    };

    /// <summary>The four that hold modules.</summary>
    public static readonly string[] OfModules =
        ["IncubatorHub.Registry", "IncubatorHub.Devices", "IncubatorHub.Laboratory", "IncubatorHub.Incubation"];

    /// <summary>Shared with the gateway, or engines of their own: they know nothing of the hub.</summary>
    public static readonly string[] Engines = ["IncubatorHub.Protocol", "IncubatorHub.AccessControl", "IncubatorHub.Telemetry"];
}
