using System.ComponentModel.DataAnnotations;

namespace IncubatorHub.Laboratory.Bookings.Series;

/// <summary>The same time of day again and again, as somebody would like to book it.</summary>
public record SeriesWish : IValidatableObject
{
    public required Guid EquipmentId { get; init; }

    [EnumDataType(typeof(Recurrence))]
    public required Recurrence Recurrence { get; init; }

    /// <summary>Every so many days, weeks or months.</summary>
    [Range(1, 12)]
    public int Every { get; init; } = 1;

    /// <summary>For a weekly one; left out: the weekday of the first day.</summary>
    public IReadOnlyList<DayOfWeek> Weekdays { get; init; } = [];

    /// <summary>First day, in the facility's zone.</summary>
    public required DateOnly FirstOn { get; init; }

    /// <summary>Last day at most, included.</summary>
    public required DateOnly LastOn { get; init; }

    /// <summary>Most bookings; left out: until the last day.</summary>
    [Range(2, BookingLimits.MostInSeries)]
    public int? Count { get; init; }

    /// <summary>In the facility's zone, a whole minute. Where clocks leave it out, the first time after it.</summary>
    public required TimeOnly TimeOfDay { get; init; }

    /// <summary>Length of each.</summary>
    [Range(1, 132_480)]
    public required int Minutes { get; init; }

    /// <summary>Looked at when it is booked; a preview tells of every conflict.</summary>
    [EnumDataType(typeof(SeriesMode))]
    public SeriesMode Mode { get; init; }

    /// <summary>The account of whoever will use it; left out: the caller.</summary>
    public Guid? PersonId { get; init; }

    /// <summary>The company that it counts for; left out: the person's, when there is one only.</summary>
    public Guid? CompanyId { get; init; }

    [StringLength(500)]
    public string Purpose { get; init; } = "";

    /// <summary>Staff is asked to be there, at each of them.</summary>
    public bool IsAssisted { get; init; }

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (FirstOn.Year is < 2000 or > 2200)
            yield return new ValidationResult("A year from 2000 to 2200.", [nameof(FirstOn)]);
        if (LastOn < FirstOn || LastOn.DayNumber - FirstOn.DayNumber > BookingLimits.MostSeriesDays)
            yield return new ValidationResult($"From the first day to {BookingLimits.MostSeriesDays} days after it.", [nameof(LastOn)]);
        if (TimeOfDay.Ticks % TimeSpan.TicksPerMinute != 0)
            yield return new ValidationResult("A whole minute.", [nameof(TimeOfDay)]);
        if (Weekdays.Count > 7 || Weekdays.Any(day => !Enum.IsDefined(day)) || (Recurrence is not Recurrence.Weekly && Weekdays.Count > 0))
            yield return new ValidationResult("Up to 7 days of the week, for a weekly series only.", [nameof(Weekdays)]);
    }

    /// <summary>One of its bookings, as a wish of its own.</summary>
    internal BookingWish At(DateTimeOffset start, DateTimeOffset end) => new()
    {
        EquipmentId = EquipmentId, StartsAt = start, EndsAt = end, PersonId = PersonId, CompanyId = CompanyId, Purpose = Purpose, IsAssisted = IsAssisted,
    };
}
