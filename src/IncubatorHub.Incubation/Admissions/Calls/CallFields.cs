using System.ComponentModel.DataAnnotations;
using IncubatorHub.Registry.Facilities;

namespace IncubatorHub.Incubation.Admissions.Calls;

/// <summary>What a manager enters about a call, on create and on edit alike.</summary>
public record CallFields : IValidatableObject
{
    [Required, StringLength(200, MinimumLength = 1)]
    public required string TitleEn { get; init; }

    [Required, StringLength(200, MinimumLength = 1)]
    public required string TitleJa { get; init; }

    [StringLength(4_000)]
    public string SummaryEn { get; init; } = "";

    [StringLength(4_000)]
    public string SummaryJa { get; init; } = "";

    /// <summary>Included, with any offset.</summary>
    public required DateTimeOffset OpensAt { get; init; }

    /// <summary>Excluded, with any offset; after it opens.</summary>
    public required DateTimeOffset ClosesAt { get; init; }

    /// <summary>1 to 500.</summary>
    [Range(1, 500)]
    public int Places { get; init; } = 1;

    /// <summary>What may be applied for; none: any.</summary>
    [MaxLength(7)]
    public IReadOnlyList<RoomType> RoomTypes { get; init; } = [];

    /// <summary>Whether a reviewer sees no other's scores before giving the own.</summary>
    public bool IsBlind { get; init; } = true;

    /// <summary>Reviews that an application should have, 1 to 10.</summary>
    [Range(1, 10)]
    public int ReviewsWanted { get; init; } = 2;

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (ClosesAt <= OpensAt)
            yield return new ValidationResult("After it opens.", [nameof(ClosesAt)]);
    }

    internal void ApplyTo(AdmissionCall call)
    {
        (call.TitleEn, call.TitleJa, call.SummaryEn, call.SummaryJa) = (TitleEn.Trim(), TitleJa.Trim(), SummaryEn.Trim(), SummaryJa.Trim());
        (call.OpensAt, call.ClosesAt, call.Places, call.RoomTypes) = (OpensAt, ClosesAt, Places, [.. RoomTypes.Distinct().Order()]);
        (call.IsBlind, call.ReviewsWanted) = (IsBlind, ReviewsWanted);
    }
}
