using System.ComponentModel.DataAnnotations;
using IncubatorHub.Registry.Facilities;

namespace IncubatorHub.Registry.Tenancies;

/// <summary>What a person may enter about a company, on create and on edit alike.</summary>
public record CompanyFields : IValidatableObject
{
    [Required, StringLength(200, MinimumLength = 1)]
    public required string NameEn { get; init; }

    [Required, StringLength(200, MinimumLength = 1)]
    public required string NameJa { get; init; }

    /// <summary>13 digits with a good check digit; null before incorporation.</summary>
    public string? CorporateNumber { get; init; }

    [EnumDataType(typeof(FirmType))]
    public required FirmType FirmType { get; init; }

    /// <summary>The facility that looks after it. A manager enters one of his own.</summary>
    public Guid? HomeFacilityId { get; init; }

    /// <summary>http or https.</summary>
    [StringLength(300)]
    public string Website { get; init; } = "";

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (CorporateNumber is not null && !Rules.CorporateNumber.IsValid(CorporateNumber))
            yield return new ValidationResult("13 digits, of which the first checks the others.", [nameof(CorporateNumber)]);
        if (Website.Length > 0 && !(Uri.TryCreate(Website, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https"))
            yield return new ValidationResult("An address that begins with http:// or https://.", [nameof(Website)]);
    }

    internal void ApplyTo(Company company)
    {
        (company.NameEn, company.NameJa, company.CorporateNumber) = (NameEn, NameJa, CorporateNumber);
        (company.FirmType, company.HomeFacilityId, company.Website) = (FirmType, HomeFacilityId, Website);
    }

    /// <summary>Whether the caller may put the company's home there; null: a new company. An unchanged home is not asked again.</summary>
    internal async Task<Problem?> RefuseHome(HubDbContext db, Caller caller, Company? company, CancellationToken cancel)
    {
        if (company is not null && HomeFacilityId == company.HomeFacilityId)
            return null;
        if (HomeFacilityId is not { } home)
            return caller.MayEverywhere(Right.EditCompany) ? null : CommonProblems.Invalid("homeFacilityId", "State one of your facilities.");
        return await db.RefuseAt(caller, Right.EditCompany, home, cancel) switch
        {
            { Status: 404 } => CommonProblems.Invalid("homeFacilityId", "There is no such facility."),
            var refused => refused,
        };
    }
}
