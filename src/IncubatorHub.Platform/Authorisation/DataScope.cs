namespace IncubatorHub.Platform.Authorisation;

/// <summary>Who may see the rows of an entity that belongs to a facility.</summary>
public enum Audience
{
    /// <summary>Everybody at the facility, its tenants too: rooms, equipment.</summary>
    House,

    /// <summary>Those who run it: gateways, door events, quarantine.</summary>
    Staff,
}

/// <summary>
/// Which rows a caller can see at all. <see cref="Persistence.HubDbContext"/> applies it to every query as a filter, so that a row out of
/// scope does not exist for the caller: not in lists, not by id, not in counts.
/// </summary>
/// <param name="AllFacilities">Sees every facility and what is open to the house there.</param>
/// <param name="AllStaffRows">Sees what those who run a facility see, everywhere.</param>
/// <param name="AllCompanies">Sees every company and its rows.</param>
/// <param name="StaffFacilityIds">Facilities that the caller runs.</param>
/// <param name="HouseFacilityIds">Facilities where the caller's company has a tenancy, and those that the caller runs.</param>
/// <param name="OwnCompanyIds">Companies that the caller belongs to.</param>
/// <param name="KnownCompanyIds">Companies with a tenancy at a facility that the caller runs.</param>
public sealed record DataScope(
    bool AllFacilities,
    bool AllStaffRows,
    bool AllCompanies,
    IReadOnlyList<Guid> StaffFacilityIds,
    IReadOnlyList<Guid> HouseFacilityIds,
    IReadOnlyList<Guid> OwnCompanyIds,
    IReadOnlyList<Guid> KnownCompanyIds)
{
    /// <summary>Sees no row.</summary>
    public static DataScope Nothing { get; } = new(false, false, false, [], [], [], []);

    /// <summary>Sees every row.</summary>
    public static DataScope Everything { get; } = new(true, true, true, [], [], [], []);

    /// <summary>Sees every facility, but nothing that belongs to its staff or to a company.</summary>
    public static DataScope EveryHouse { get; } = Nothing with { AllFacilities = true };
}
