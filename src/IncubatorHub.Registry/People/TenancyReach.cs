namespace IncubatorHub.Registry.People;

/// <summary>How far tenancies carry a caller's sight: a manager sees the companies of his houses, a tenant the houses of its company.</summary>
internal static class TenancyReach
{
    public static Task<List<Guid>> CompaniesAt(HubDbContext db, IReadOnlyList<Guid> facilityIds, CancellationToken cancel) =>
        Task.FromResult<List<Guid>>([]);

    public static Task<List<Guid>> FacilitiesOf(HubDbContext db, IReadOnlyList<Guid> companyIds, CancellationToken cancel) =>
        Task.FromResult<List<Guid>>([]);
}
