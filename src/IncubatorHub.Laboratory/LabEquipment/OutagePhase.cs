namespace IncubatorHub.Laboratory.LabEquipment;

/// <summary>Where an outage stands at an instant.</summary>
public enum OutagePhase
{
    /// <summary>Has begun and is not over.</summary>
    Current,

    /// <summary>Begins later.</summary>
    Ahead,

    /// <summary>Is over.</summary>
    Past,
}

internal static class OutagePhases
{
    /// <summary>Those that stand so.</summary>
    public static IQueryable<Outage> In(this IQueryable<Outage> outages, OutagePhase phase, DateTimeOffset now) => phase switch
    {
        OutagePhase.Current => outages.Where(outage => outage.StartsAt <= now && (outage.EndsAt == null || outage.EndsAt > now)),
        OutagePhase.Ahead => outages.Where(outage => outage.StartsAt > now),
        _ => outages.Where(outage => outage.EndsAt <= now),
    };
}
