using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using IncubatorHub.Incubation.Mentors.Rules;
using IncubatorHub.Laboratory.Policies;
using IncubatorHub.Laboratory.Policies.Rules;

namespace IncubatorHub.Incubation.Mentors;

/// <summary>When a mentor is there.</summary>
public sealed record AvailabilityFields : IValidatableObject
{
    /// <summary>IANA name.</summary>
    [Required, StringLength(60)]
    public required string TimeZone { get; init; }

    /// <summary><c>JP</c>: public holidays of Japan close a day; empty: none do.</summary>
    [RegularExpression("^(JP)?$")]
    public string CalendarCode { get; init; } = "JP";

    /// <summary>The usual week. Hours may cross midnight.</summary>
    [MaxLength(30)]
    public required IReadOnlyList<WeeklyWindow> WeeklyHours { get; init; }

    /// <summary>Dates that are not as usual; each once. Those that are over are forgotten with the next change.</summary>
    [MaxLength(200)]
    public IReadOnlyList<SpecialDay> SpecialDays { get; init; } = [];

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (!TimeZoneInfo.TryFindSystemTimeZoneById(TimeZone, out var zone) || !zone.HasIanaId)
            yield return new ValidationResult("An IANA time zone, e.g. Asia/Tokyo.", [nameof(TimeZone)]);
        if (WeeklyHours.Any(one => one is null))
            yield return new ValidationResult("Hours, not nothing.", [nameof(WeeklyHours)]);
        if (SpecialDays.Any(one => one is null) || SpecialDays.DistinctBy(one => one.Date).Count() != SpecialDays.Count)
            yield return new ValidationResult("Each date once.", [nameof(SpecialDays)]);
    }

    internal void ApplyTo(MentorProfile mentor, DateOnly today)
    {
        (mentor.TimeZone, mentor.CalendarCode) = (TimeZone, CalendarCode);
        mentor.WeeklyHours = JsonSerializer.Serialize(WeeklyHours, JsonSerializerOptions.Web);
        mentor.SpecialDays = JsonSerializer.Serialize(SpecialDays.Where(day => day.Date >= today.AddDays(-1)).OrderBy(day => day.Date), JsonSerializerOptions.Web);
    }
}

/// <summary>When a mentor is there, with the version of the profile.</summary>
public sealed record AvailabilityView(
    Guid Version, string TimeZone, string CalendarCode, IReadOnlyList<WeeklyWindow> WeeklyHours, IReadOnlyList<SpecialDay> SpecialDays) : IVersioned
{
    internal static AvailabilityView From(MentorProfile mentor) =>
        new(mentor.Version, mentor.TimeZone, mentor.CalendarCode, mentor.ReadWeekly(), mentor.ReadSpecialDays());
}

/// <summary>What a profile says about when, as the rules take it.</summary>
internal static class MentorSchedules
{
    private const string JapaneseCalendar = "JP";

    public static MentorSchedule Of(MentorProfile mentor) => new(
        new WallClock(TimeZoneInfo.FindSystemTimeZoneById(mentor.TimeZone)), mentor.ReadWeekly(),
        mentor.ReadSpecialDays().ToDictionary(day => day.Date, day => (IReadOnlyList<WeeklyWindow>)[.. day.Hours.Select(hours => hours.On(day.Date.DayOfWeek))]),
        mentor.CalendarCode == JapaneseCalendar);
}
