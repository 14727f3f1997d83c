using System.ComponentModel.DataAnnotations;

namespace IncubatorHub.Registry.Facilities;

/// <summary>What an officer may enter about a manager's assignment.</summary>
public record ManagerFields : IValidatableObject
{
    /// <summary>Share of full working time, %.</summary>
    [Range(1, 100)]
    public int SharePercent { get; init; } = 100;

    [StringLength(200)]
    public string Certificate { get; init; } = "";

    /// <summary>Last day of the certificate.</summary>
    public DateOnly? CertificateExpiresOn { get; init; }

    /// <summary>First day.</summary>
    public required DateOnly StartsOn { get; init; }

    /// <summary>Last day, included; null while open.</summary>
    public DateOnly? EndsOn { get; init; }

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (EndsOn < StartsOn)
            yield return new ValidationResult("Not before startsOn.", [nameof(EndsOn)]);
    }

    internal void ApplyTo(ManagerAssignment assignment)
    {
        (assignment.SharePercent, assignment.Certificate, assignment.CertificateExpiresOn) = (SharePercent, Certificate, CertificateExpiresOn);
        (assignment.StartsOn, assignment.EndsOn) = (StartsOn, EndsOn);
    }
}
