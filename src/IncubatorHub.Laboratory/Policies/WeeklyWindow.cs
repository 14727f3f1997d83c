using System.ComponentModel.DataAnnotations;
using System.Globalization;
using IncubatorHub.Laboratory.Policies.Rules;

namespace IncubatorHub.Laboratory.Policies;

/// <summary>
/// The same hours on some days of the week, in the facility's zone. An end that is not after the start is on the next day: 22:00 to 06:00 is a
/// night, 00:00 to 00:00 a whole day.
/// </summary>
public sealed record WeeklyWindow : IValidatableObject
{
    private const string TimeOfDay = "^([01][0-9]|2[0-3]):[0-5][0-9]$";

    /// <summary>The days on which it begins; at least one.</summary>
    [Required]
    public required IReadOnlyList<DayOfWeek> Days { get; init; }

    /// <summary>HH:mm, included.</summary>
    [Required, RegularExpression(TimeOfDay)]
    public required string From { get; init; }

    /// <summary>HH:mm, excluded.</summary>
    [Required, RegularExpression(TimeOfDay)]
    public required string Until { get; init; }

    /// <summary>All of every day.</summary>
    public static WeeklyWindow EveryDay { get; } = new() { Days = Enum.GetValues<DayOfWeek>(), From = "00:00", Until = "00:00" };

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Days.Count is 0 or > 7 || Days.Distinct().Count() != Days.Count || Days.Any(day => !Enum.IsDefined(day)))
            yield return new ValidationResult("1 to 7 different days of the week.", [nameof(Days)]);
    }

    /// <summary>The time that it covers when it begins on this date.</summary>
    public TimeRange On(DateOnly date, WallClock clock)
    {
        var (from, until) = (Parse(From), Parse(Until));
        return new TimeRange(clock.InstantOf(date, from), clock.InstantOf(until > from ? date : date.AddDays(1), until));
    }

    private static TimeOnly Parse(string text) => TimeOnly.ParseExact(text, "HH:mm", CultureInfo.InvariantCulture);
}
