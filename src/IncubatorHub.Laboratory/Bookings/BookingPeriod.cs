using System.ComponentModel.DataAnnotations;
using IncubatorHub.Laboratory.Policies.Rules;

namespace IncubatorHub.Laboratory.Bookings;

/// <summary>Start and end as they come in: with any offset, in whole minutes. What is kept is UTC.</summary>
internal static class BookingPeriod
{
    public static TimeRange Range(DateTimeOffset startsAt, DateTimeOffset endsAt) => new(startsAt.ToUniversalTime(), endsAt.ToUniversalTime());

    /// <summary>What no policy lifts. The wider rules are the judge's.</summary>
    public static IEnumerable<ValidationResult> Check(DateTimeOffset startsAt, DateTimeOffset endsAt) => Check(startsAt, endsAt, nameof(startsAt), nameof(endsAt));

    /// <summary>The same under other names.</summary>
    public static IEnumerable<ValidationResult> Check(DateTimeOffset startsAt, DateTimeOffset endsAt, string start, string end)
    {
        if (!IsSound(startsAt))
            yield return new ValidationResult("A whole minute of the years 2000 to 2200.", [start]);
        if (!IsSound(endsAt))
            yield return new ValidationResult("A whole minute of the years 2000 to 2200.", [end]);
        else if (endsAt <= startsAt || endsAt - startsAt > BookingLimits.Longest)
            yield return new ValidationResult($"After the start, at most {BookingLimits.Longest.TotalDays} days.", [end]);
    }

    private static bool IsSound(DateTimeOffset at) => at.Year is >= 2000 and <= 2200 && at.Ticks % TimeSpan.TicksPerMinute == 0;
}
