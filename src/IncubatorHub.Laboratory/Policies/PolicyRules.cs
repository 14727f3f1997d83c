using System.ComponentModel.DataAnnotations;

namespace IncubatorHub.Laboratory.Policies;

/// <summary>What a person with a record of no-shows meets instead of a refusal.</summary>
public enum NoShowEffect
{
    /// <summary>Their bookings wait for approval.</summary>
    Approval,

    /// <summary>They book less far ahead.</summary>
    ShorterHorizon,
}

/// <summary>Whether staff is at a booking.</summary>
public enum Assistance
{
    /// <summary>Nobody of the staff comes.</summary>
    None,

    /// <summary>Whoever books may ask for it.</summary>
    Offered,

    /// <summary>Nobody works without.</summary>
    Required,
}

/// <summary>
/// What a policy set says. Every value may be left out: a wider set then says it, and what no set says is not limited. A list is one value: the
/// narrowest set that states it states all of it. Minutes are real minutes; hours of day are in the facility's zone.
/// </summary>
public sealed record PolicyRules : IValidatableObject
{
    private const int Month = 30 * 24 * 60;
    private const int MaxRows = 30;

    /// <summary>A booking starts at most so many days from now.</summary>
    [Range(0, 730)]
    public int? HorizonDays { get; init; }

    /// <summary>A booking is made at least so many minutes before it starts.</summary>
    [Range(0, Month)]
    public int? CreateNoticeMinutes { get; init; }

    /// <summary>A booking is moved at least so many minutes before it would have started.</summary>
    [Range(0, Month)]
    public int? ChangeNoticeMinutes { get; init; }

    /// <summary>A booking is cancelled at least so many minutes before it starts.</summary>
    [Range(0, Month)]
    public int? CancelNoticeMinutes { get; init; }

    /// <summary>Shortest booking.</summary>
    [Range(1, Month)]
    public int? MinMinutes { get; init; }

    /// <summary>Longest booking, off-peak minutes not counted.</summary>
    [Range(1, Month)]
    public int? MaxMinutes { get; init; }

    /// <summary>Start, by the clock on the wall, and length are multiples of it; it divides a day.</summary>
    [Range(1, 1440)]
    public int? GridMinutes { get; init; }

    /// <summary>When the house is open.</summary>
    public IReadOnlyList<WeeklyWindow>? OpenHours { get; init; }

    /// <summary>A booking that begins and ends in opening hours may run through the night between.</summary>
    public bool? AllowsOvernight { get; init; }

    /// <summary>No window of opening hours begins on a public holiday.</summary>
    public bool? HolidaysClosed { get; init; }

    /// <summary>Hours that no limit of length or amount counts.</summary>
    public IReadOnlyList<WeeklyWindow>? OffPeak { get; init; }

    /// <summary>Public holidays and closed days are off-peak as a whole.</summary>
    public bool? HolidaysOffPeak { get; init; }

    /// <summary>Most bookings and minutes in a day of the facility; a booking counts in each day that it touches.</summary>
    public IReadOnlyList<CountLimit>? DailyLimits { get; init; }

    /// <summary>Most minutes in any stretch of a day, week, month or year.</summary>
    public IReadOnlyList<RollingLimit>? RollingLimits { get; init; }

    /// <summary>Most bookings and minutes that are not over yet, running ones included.</summary>
    public IReadOnlyList<CountLimit>? OpenLimits { get; init; }

    /// <summary>Least time between two bookings of a person on this instrument.</summary>
    [Range(0, Month)]
    public int? GapOnItemMinutes { get; init; }

    /// <summary>Least time between two bookings of a person on instruments of this class.</summary>
    [Range(0, Month)]
    public int? GapOnClassMinutes { get; init; }

    /// <summary>Least time between two bookings of a person on any instruments.</summary>
    [Range(0, Month)]
    public int? GapOnAnyMinutes { get; init; }

    /// <summary>The company has a tenancy at the facility at start and end.</summary>
    public bool? RequiresTenancy { get; init; }

    /// <summary>Whether an instrument's companion zone must be booked along; unless this says no, it must.</summary>
    public bool? NeedsZoneBooking { get; init; }

    /// <summary>Whether staff may be asked, or must be asked, to be there; unless this says, it may.</summary>
    [EnumDataType(typeof(Assistance))]
    public Assistance? Assistance { get; init; }

    /// <summary>Every booking waits for approval.</summary>
    public bool? ApprovalAlways { get; init; }

    /// <summary>Longer ones wait for approval.</summary>
    [Range(1, Month)]
    public int? ApprovalAboveMinutes { get; init; }

    /// <summary>A person's first booking of the class waits for approval.</summary>
    public bool? ApprovalForFirstUse { get; init; }

    /// <summary>Out of opening hours a booking is not refused but waits for approval.</summary>
    public bool? ApprovalOutOfHours { get; init; }

    /// <summary>A request for approval stands for so many hours.</summary>
    [Range(1, 720)]
    public int? ApprovalHours { get; init; }

    /// <summary>And no longer than until so many minutes before the start.</summary>
    [Range(0, Month)]
    public int? ApprovalBeforeStartMinutes { get; init; }

    /// <summary>Check-in is open from so many minutes before the start.</summary>
    [Range(0, 1440)]
    public int? CheckInBeforeMinutes { get; init; }

    /// <summary>Check-in is open until so many minutes after the start.</summary>
    [Range(1, 1440)]
    public int? CheckInAfterMinutes { get; init; }

    /// <summary>Without evidence of its holder a booking is given free so many minutes after its start.</summary>
    [Range(1, 1440)]
    public int? ReleaseAfterMinutes { get; init; }

    /// <summary>Idle for so many minutes after use, the rest is offered to be given free.</summary>
    [Range(1, 1440)]
    public int? IdleMinutes { get; init; }

    /// <summary>And is given free without a question.</summary>
    public bool? EarlyFinishIsAutomatic { get; init; }

    /// <summary>Cancelled less than so many minutes before its start, a booking is cancelled late.</summary>
    [Range(0, Month)]
    public int? LateCancelMinutes { get; init; }

    /// <summary>From so many minutes before its start a booking may get longer, but not shorter and not elsewhere.</summary>
    [Range(0, Month)]
    public int? LockMinutes { get; init; }

    /// <summary>Up to this score a person books like others. A no-show adds 1, a late cancellation 0.5; both fade.</summary>
    [Range(0.0, 100.0)]
    public double? NoShowScoreLimit { get; init; }

    /// <summary>After so many days a no-show counts half.</summary>
    [Range(1, 365)]
    public int? NoShowHalfLifeDays { get; init; }

    /// <summary>What happens above the limit.</summary>
    [EnumDataType(typeof(NoShowEffect))]
    public NoShowEffect? NoShowEffect { get; init; }

    /// <summary>With <see cref="Policies.NoShowEffect.ShorterHorizon"/>: the horizon, days.</summary>
    [Range(0, 730)]
    public int? NoShowHorizonDays { get; init; }

    /// <summary>Most bookings in a series.</summary>
    [Range(2, 366)]
    public int? SeriesMaxCount { get; init; }

    /// <summary>Most days from the first start to the last start of a series.</summary>
    [Range(1, 730)]
    public int? SeriesMaxDays { get; init; }

    /// <summary>An offer from the waiting list stands for so many minutes.</summary>
    [Range(1, 1440)]
    public int? OfferMinutes { get; init; }

    /// <summary>Whether a running booking may be extended; unless this says no, it may.</summary>
    public bool? AllowsExtension { get; init; }

    /// <summary>By multiples of so many minutes.</summary>
    [Range(1, 1440)]
    public int? ExtensionStepMinutes { get; init; }

    /// <summary>Whether two are needed out of hours; unless this says, the class does.</summary>
    public bool? BuddyOutOfHours { get; init; }

    /// <summary>Of the rules that a manager may override at all, those that may be overridden here, by code. Left out: all of them.</summary>
    public IReadOnlyList<string>? OverridableRules { get; init; }

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (MinMinutes > MaxMinutes)
            yield return new ValidationResult($"At most maxMinutes ({MaxMinutes}).", [nameof(MinMinutes)]);
        if (GridMinutes is { } grid && 1440 % grid != 0)
            yield return new ValidationResult("A divisor of 1440: 5, 10, 15, 30, 60, ….", [nameof(GridMinutes)]);
        if (OpenHours is { Count: 0 })
            yield return new ValidationResult("At least one window; leave it out for no limit.", [nameof(OpenHours)]);
        foreach (var (name, count) in new[]
        {
            (nameof(OpenHours), OpenHours?.Count), (nameof(OffPeak), OffPeak?.Count), (nameof(DailyLimits), DailyLimits?.Count),
            (nameof(RollingLimits), RollingLimits?.Count), (nameof(OpenLimits), OpenLimits?.Count),
        })
        {
            if (count > MaxRows)
                yield return new ValidationResult($"At most {MaxRows}.", [name]);
        }

        if (OverridableRules?.Count > Overridable.All.Count)
            yield return new ValidationResult($"At most {Overridable.All.Count}.", [nameof(OverridableRules)]);
        if (NoShowScoreLimit is not null && NoShowHalfLifeDays is null)
            yield return new ValidationResult("With noShowScoreLimit, say after how many days a no-show counts half.", [nameof(NoShowHalfLifeDays)]);
        if (NoShowEffect is Policies.NoShowEffect.ShorterHorizon && NoShowHorizonDays is null)
            yield return new ValidationResult("With a shorter horizon, say how many days.", [nameof(NoShowHorizonDays)]);
        if (ReleaseAfterMinutes < CheckInAfterMinutes)
            yield return new ValidationResult($"Not before check-in closes ({CheckInAfterMinutes}).", [nameof(ReleaseAfterMinutes)]);
        if (OverridableRules?.Any(code => code is not { Length: > 0 and <= 60 }) is true)
            yield return new ValidationResult("Codes of rules, 1 to 60 characters each.", [nameof(OverridableRules)]);
    }
}
