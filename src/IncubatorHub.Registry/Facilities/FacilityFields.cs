using System.ComponentModel.DataAnnotations;

namespace IncubatorHub.Registry.Facilities;

/// <summary>What a person may enter about a facility, on create and on edit alike.</summary>
public record FacilityFields : IValidatableObject
{
    [Required, StringLength(200, MinimumLength = 2)]
    public required string NameEn { get; init; }

    [Required, StringLength(200, MinimumLength = 1)]
    public required string NameJa { get; init; }

    /// <summary>JIS X 0401 code, 01 to 47.</summary>
    [Required, RegularExpression("^(0[1-9]|[1-3][0-9]|4[0-7])$")]
    public required string PrefectureCode { get; init; }

    [StringLength(20)]
    public string? ProjectCode { get; init; }

    [StringLength(300)]
    public string Address { get; init; } = "";

    /// <summary>Degrees north.</summary>
    [Range(20.0, 46.0)]
    public double Latitude { get; init; }

    /// <summary>Degrees east.</summary>
    [Range(122.0, 154.0)]
    public double Longitude { get; init; }

    /// <summary>IANA name.</summary>
    [Required, StringLength(60)]
    public string TimeZone { get; init; } = "Asia/Tokyo";

    [StringLength(200)]
    public string Operator { get; init; } = "";

    [StringLength(200)]
    public string HostCampus { get; init; } = "";

    [StringLength(20)]
    public string CalendarCode { get; init; } = "JP";

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (!TimeZoneInfo.TryFindSystemTimeZoneById(TimeZone, out var zone) || !zone.HasIanaId)
            yield return new ValidationResult("An IANA time zone, e.g. Asia/Tokyo.", [nameof(TimeZone)]);
    }

    /// <summary>Whether the project exists; one that has ended stays with the facilities that have it.</summary>
    internal async Task<Problem?> Refuse(HubDbContext db, string? presentProject, CancellationToken cancel) =>
        ProjectCode is null || ProjectCode == presentProject
            || await db.ClusterProjects.AnyAsync(project => project.Code == ProjectCode && project.RetiredAt == null, cancel)
            ? null
            : CommonProblems.Invalid("projectCode", "There is no such cluster project.");

    internal void ApplyTo(Facility facility)
    {
        (facility.NameEn, facility.NameJa) = (NameEn, NameJa);
        (facility.PrefectureCode, facility.ProjectCode, facility.Address) = (PrefectureCode, ProjectCode, Address);
        (facility.Latitude, facility.Longitude, facility.TimeZone) = (Latitude, Longitude, TimeZone);
        (facility.Operator, facility.HostCampus, facility.CalendarCode) = (Operator, HostCampus, CalendarCode);
    }
}
