namespace IncubatorHub.Incubation.Admissions.Units;

/// <summary>The offer of a unit as the API and the console show it.</summary>
/// <param name="RentYen">A month, without tax.</param>
/// <param name="PlannedEndOn">Last day of the term, included; null when open.</param>
public sealed record UnitOfferView(
    Guid Id, Guid Version, Guid FacilityId, Guid ApplicationId, Guid UnitId, string? UnitCode, DateOnly StartsOn, DateOnly? PlannedEndOn, long RentYen, long DepositYen,
    DateTimeOffset ExpiresAt, UnitOfferState State, DateTimeOffset? EndedAt, Guid? TenancyId) : IVersioned
{
    internal static UnitOfferView From(UnitOffer row, string? unitCode) => new(
        row.Id, row.Version, row.FacilityId, row.ApplicationId, row.UnitId, unitCode, row.StartsOn, row.PlannedEndOn, row.RentYen, row.DepositYen, row.ExpiresAt, row.State, row.EndedAt, row.TenancyId);
}
