using System.ComponentModel.DataAnnotations;
using IncubatorHub.Laboratory.Policies;

namespace IncubatorHub.Incubation.Mentors;

/// <summary>A date on which a mentor's hours are not the usual ones. It opens a holiday, too.</summary>
public sealed record SpecialDay : IValidatableObject
{
    /// <summary>In the mentor's zone.</summary>
    public required DateOnly Date { get; init; }

    /// <summary>When instead; empty: not at all.</summary>
    [MaxLength(10)]
    public IReadOnlyList<DayHours> Hours { get; init; } = [];

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Hours.Any(one => one is null))
            yield return new ValidationResult("Hours, not nothing.", [nameof(Hours)]);
    }
}

/// <summary>Hours of one day. An end that is not after the start is on the next day; 00:00 to 00:00 is the whole day.</summary>
public sealed record DayHours
{
    private const string TimeOfDay = "^([01][0-9]|2[0-3]):[0-5][0-9]$";

    /// <summary>HH:mm, included.</summary>
    [Required, RegularExpression(TimeOfDay)]
    public required string From { get; init; }

    /// <summary>HH:mm, excluded.</summary>
    [Required, RegularExpression(TimeOfDay)]
    public required string Until { get; init; }

    internal WeeklyWindow On(DayOfWeek day) => new() { Days = [day], From = From, Until = Until };
}
