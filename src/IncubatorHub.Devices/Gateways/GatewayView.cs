using System.Linq.Expressions;

namespace IncubatorHub.Devices.Gateways;

/// <summary>How a gateway stands to the hub just now.</summary>
public enum Presence
{
    /// <summary>Connected and heard from.</summary>
    Online,

    /// <summary>Connected, but silent longer than it should be.</summary>
    Silent,

    /// <summary>Not connected.</summary>
    Offline,

    /// <summary>Registered, never seen yet.</summary>
    NeverSeen,
}

/// <summary>A gateway as the API and the console show it.</summary>
public sealed record GatewayView(
    Guid Id, Guid Version, string Key, Guid FacilityId, string Name, GatewayState State, Presence Presence, DateTimeOffset? LastHeardAt,
    DateTimeOffset? OnlineChangedAt, long? DesiredVersion, long? ReportedVersion, string? ConfigurationError) : IVersioned
{
    /// <summary>A gateway is heard at least each minute, by its keep-alive; silent after two and a half.</summary>
    public static readonly TimeSpan SilentAfter = TimeSpan.FromSeconds(150);

    /// <summary>The view of a row, as a query, at an instant.</summary>
    public static Expression<Func<Gateway, GatewayView>> At(DateTimeOffset now)
    {
        var heardSince = now - SilentAfter;
        return row => new GatewayView(
            row.Id, row.Version, row.Key, row.FacilityId, row.Name, row.State,
            row.LastHeardAt == null ? Presence.NeverSeen
                : !row.IsOnline ? Presence.Offline
                : row.LastHeardAt < heardSince ? Presence.Silent : Presence.Online,
            row.LastHeardAt, row.OnlineChangedAt, row.DesiredVersion, row.ReportedVersion, row.ConfigurationError);
    }
}
