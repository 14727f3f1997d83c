namespace IncubatorHub.Laboratory.LabEquipment;

/// <summary>A qualification as the API and the console show it.</summary>
/// <param name="PersonName">As the person is called on screen.</param>
/// <param name="ValidUntil">By age, UTC, excluded; null: never.</param>
/// <param name="EndsAt">When it ends, by age, disuse or revocation, whichever is first; null: never. Use moves the end by disuse.</param>
/// <param name="IsValid">Whether it counts now.</param>
public sealed record QualificationView(
    Guid Id, Guid Version, Guid FacilityId, Guid PersonId, string PersonName, Guid CompanyId, string ClassCode, Guid? EquipmentId, string Basis,
    DateTimeOffset GrantedAt, Guid GrantedById, DateTimeOffset? ValidUntil, DateTimeOffset? LastUsedAt, DateTimeOffset? RevokedAt,
    string RevokedWhy, DateTimeOffset? EndsAt, bool IsValid) : IVersioned
{
    internal static QualificationView From(Qualification row, string person, int? disuseMonths, DateTimeOffset now) => new(
        row.Id, row.Version, row.FacilityId, row.PersonId, person, row.CompanyId, row.ClassCode, row.EquipmentId, row.Basis,
        row.GrantedAt, row.GrantedById, row.ValidUntil, row.LastUsedAt, row.RevokedAt, row.RevokedWhy, row.EndsAt(disuseMonths), row.IsValidAt(now, disuseMonths));
}

/// <summary>Refusals about qualifications; their codes are stable.</summary>
internal static class QualificationProblems
{
    public static Problem Held { get; } = new("qualification.held", 409, "The person holds this qualification; renew it.");

    public static Problem Revoked { get; } = new("qualification.revoked", 409, "The qualification was revoked; grant it anew.");

    public static Problem NotOfCompany { get; } = new("qualification.not-of-company", 409, "The person does not belong to the company, or is no longer active.");
}
