using System.ComponentModel.DataAnnotations;

namespace IncubatorHub.Incubation.Admissions.Rules;

/// <summary>What reviewers of a call look at, and how much each counts.</summary>
public sealed record RubricContent : IValidatableObject
{
    [MinLength(1), MaxLength(12)]
    public IReadOnlyList<Criterion> Criteria { get; init; } = [];

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Criteria.Where(one => one is not null).DistinctBy(one => one.Key).Count() != Criteria.Count)
            yield return new ValidationResult("Each criterion's key once.", [nameof(Criteria)]);
    }
}

/// <summary>One thing to look at.</summary>
public sealed record Criterion : IValidatableObject
{
    /// <summary>Stable: scores stand under it.</summary>
    [Required, RegularExpression("^[a-z0-9][a-z0-9-]{0,39}$")]
    public required string Key { get; init; }

    [Required, StringLength(200, MinimumLength = 1)]
    public required string NameEn { get; init; }

    [Required, StringLength(200, MinimumLength = 1)]
    public required string NameJa { get; init; }

    [StringLength(1_000)]
    public string HelpEn { get; init; } = "";

    [StringLength(1_000)]
    public string HelpJa { get; init; } = "";

    /// <summary>Against the others', 1 to 100.</summary>
    [Range(1, 100)]
    public int Weight { get; init; } = 1;

    /// <summary>The worst, 0 to 9.</summary>
    [Range(0, 9)]
    public int Lowest { get; init; } = 1;

    /// <summary>The best, up to 10; above the worst.</summary>
    [Range(1, 10)]
    public int Highest { get; init; } = 5;

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Highest <= Lowest)
            yield return new ValidationResult("Above lowest.", [nameof(Highest)]);
    }
}

/// <summary>What a reviewer gives for one criterion.</summary>
public sealed record CriterionScore
{
    [Required, StringLength(40)]
    public required string Key { get; init; }

    /// <summary>Within the criterion's scale.</summary>
    public required int Points { get; init; }

    [StringLength(2_000)]
    public string Comment { get; init; } = "";
}
