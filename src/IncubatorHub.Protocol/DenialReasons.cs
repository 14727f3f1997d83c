namespace IncubatorHub.Protocol;

/// <summary>Why a door stayed shut: the values of <c>detail.reason</c> of <see cref="EventKinds.DoorDenied"/>.</summary>
public static class DenialReasons
{
    /// <summary>The card is not known here.</summary>
    public const string UnknownCredential = "unknown-credential";

    /// <summary>The card was reported lost.</summary>
    public const string Lost = "lost";

    /// <summary>The card was reported stolen.</summary>
    public const string Stolen = "stolen";

    /// <summary>The card was reported damaged.</summary>
    public const string Damaged = "damaged";

    /// <summary>The card is disabled.</summary>
    public const string Disabled = "disabled";

    /// <summary>The card is not valid yet.</summary>
    public const string NotYetActive = "not-yet-active";

    /// <summary>The card is not valid any more.</summary>
    public const string Expired = "expired";

    /// <summary>The card was not used for too long.</summary>
    public const string Disuse = "disuse";

    /// <summary>The person is held.</summary>
    public const string Held = "held";

    /// <summary>No grant for this door.</summary>
    public const string NoRightsToPoint = "no-rights-to-point";

    /// <summary>No grant for the zone behind this door.</summary>
    public const string NoRightsToZone = "no-rights-to-zone";

    /// <summary>Outside the hours of the grant.</summary>
    public const string OutOfHours = "out-of-hours";

    /// <summary>Closed by the calendar.</summary>
    public const string Holiday = "holiday";

    /// <summary>Anti-passback.</summary>
    public const string Passback = "passback";

    /// <summary>The zone is full.</summary>
    public const string CapacityHigh = "capacity-high";

    /// <summary>Too few people in the zone.</summary>
    public const string OccupancyLow = "occupancy-low";

    /// <summary>A companion is required.</summary>
    public const string NoCompanion = "no-companion";

    /// <summary>The companion may not accompany.</summary>
    public const string WrongCompanion = "wrong-companion";

    /// <summary>Too many tries in a row.</summary>
    public const string TooManyTries = "too-many-tries";

    /// <summary>The threat level or a lockdown forbids it.</summary>
    public const string ThreatLevel = "threat-level";

    /// <summary>The second factor was wrong.</summary>
    public const string WrongSecondFactor = "wrong-second-factor";

    /// <summary>The second factor came too late.</summary>
    public const string FactorTimeout = "factor-timeout";

    /// <summary>The decision table expired.</summary>
    public const string TableExpired = "table-expired";

    /// <summary>The reader could not read.</summary>
    public const string ReaderFault = "reader-fault";

    /// <summary>Any other reason.</summary>
    public const string Other = "other";

    /// <summary>All reasons above.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        UnknownCredential, Lost, Stolen, Damaged, Disabled, NotYetActive, Expired, Disuse, Held, NoRightsToPoint, NoRightsToZone,
        OutOfHours, Holiday, Passback, CapacityHigh, OccupancyLow, NoCompanion, WrongCompanion, TooManyTries, ThreatLevel,
        WrongSecondFactor, FactorTimeout, TableExpired, ReaderFault, Other,
    ];
}
