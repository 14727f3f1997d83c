using System.ComponentModel.DataAnnotations;

namespace IncubatorHub.Laboratory.LabEquipment;

/// <summary>What an officer may enter about a class of equipment.</summary>
public record EquipmentClassFields : IValidatableObject
{
    /// <summary>Longest age or disuse that ends a qualification: ten years.</summary>
    public const int MaxMonths = 120;

    /// <summary>Longest of the shortest times: a day.</summary>
    public const int MaxSeconds = 86_400;

    [Required, StringLength(100, MinimumLength = 1)]
    public required string NameEn { get; init; }

    [Required, StringLength(100, MinimumLength = 1)]
    public required string NameJa { get; init; }

    /// <summary>How it is used.</summary>
    [EnumDataType(typeof(UseMode))]
    public UseMode UseMode { get; init; }

    /// <summary>The metric that tells use from idleness; empty: nothing tells.</summary>
    [StringLength(64)]
    public string UseMetric { get; init; } = "";

    /// <summary>In use at or above this, in the metric's unit; above offBelow. Both or neither.</summary>
    [Range(-1e9, 1e9)]
    public double? OnAbove { get; init; }

    /// <summary>Idle at or below this, in the metric's unit.</summary>
    [Range(-1e9, 1e9)]
    public double? OffBelow { get; init; }

    /// <summary>Shortest use that counts, seconds.</summary>
    [Range(0, MaxSeconds)]
    public int MinOnSeconds { get; init; } = 60;

    /// <summary>Shortest pause that ends a use, seconds.</summary>
    [Range(0, MaxSeconds)]
    public int MinOffSeconds { get; init; } = 300;

    /// <summary>What the hub may do by itself; off for a class that is always on.</summary>
    [EnumDataType(typeof(AutomationMode))]
    public AutomationMode Automation { get; init; }

    /// <summary>An interlock never cuts it off.</summary>
    public bool NeverCut { get; init; }

    /// <summary>It works while its user is elsewhere.</summary>
    public bool IsUnattended { get; init; }

    /// <summary>Only qualified people may use it.</summary>
    public bool NeedsQualification { get; init; }

    /// <summary>A qualification ends so many months after it was granted; null: never by age.</summary>
    [Range(1, MaxMonths)]
    public int? QualificationMonths { get; init; }

    /// <summary>A qualification ends so many months after the last use; null: never by disuse.</summary>
    [Range(1, MaxMonths)]
    public int? DisuseMonths { get; init; }

    /// <summary>Out of hours nobody works with it alone.</summary>
    public bool NeedsBuddyOutOfHours { get; init; }

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (OnAbove is null != OffBelow is null)
            yield return new ValidationResult("Both thresholds or neither.", [nameof(OffBelow)]);
        else if (OnAbove <= OffBelow)
            yield return new ValidationResult("Above offBelow, so that noise between the two says nothing.", [nameof(OnAbove)]);
        if (OnAbove is not null && UseMetric.Length == 0)
            yield return new ValidationResult("The metric that the thresholds are for.", [nameof(UseMetric)]);
        if (UseMode is UseMode.AlwaysOn && Automation is not AutomationMode.Off)
            yield return new ValidationResult("off: what is never off tells nothing of its users.", [nameof(Automation)]);
    }

    internal void ApplyTo(EquipmentClass one)
    {
        (one.NameEn, one.NameJa, one.UseMode, one.UseMetric) = (NameEn, NameJa, UseMode, UseMetric);
        (one.OnAbove, one.OffBelow, one.MinOnSeconds, one.MinOffSeconds) = (OnAbove, OffBelow, MinOnSeconds, MinOffSeconds);
        (one.Automation, one.NeverCut, one.IsUnattended, one.NeedsBuddyOutOfHours) = (Automation, NeverCut, IsUnattended, NeedsBuddyOutOfHours);
        (one.NeedsQualification, one.QualificationMonths, one.DisuseMonths) = (NeedsQualification, QualificationMonths, DisuseMonths);
    }
}
