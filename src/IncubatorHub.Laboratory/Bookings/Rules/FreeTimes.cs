using IncubatorHub.Laboratory.Policies.Rules;

namespace IncubatorHub.Laboratory.Bookings.Rules;

/// <summary>When an instrument could be had. Everything that the search looks at; no clock, no database.</summary>
internal sealed record FreeTimeQuestion
{
    /// <summary>The booking lies wholly inside.</summary>
    public required TimeRange Within { get; init; }

    public required TimeSpan Length { get; init; }

    /// <summary>Slots, warm-up and cool-down of the instrument.</summary>
    public required ResourceFacts Resource { get; init; }

    /// <summary>What blocks it, by anybody, buffers included.</summary>
    public IReadOnlyList<TakenSlot> Taken { get; init; } = [];

    /// <summary>Outages that block.</summary>
    public IReadOnlyList<TimeRange> Outages { get; init; } = [];

    /// <summary>When the house is open, merged.</summary>
    public required IReadOnlyList<TimeRange> Open { get; init; }

    /// <summary>Start and end lie in opening hours; the time between need not.</summary>
    public bool MayRunOvernight { get; init; }

    /// <summary>Starts are multiples of it by the clock on the wall; 1: any whole minute.</summary>
    public int GridMinutes { get; init; } = 1;

    public required WallClock Clock { get; init; }
}

/// <summary>
/// Next free times by interval arithmetic. A booking that fits anywhere in a gap fits at the gap's beginning too, so only beginnings are tried:
/// where the search begins, where the house opens, and where something that blocks ends. The cost follows the number of bookings there, not
/// the number of minutes.
/// </summary>
internal static class FreeTimes
{
    /// <summary>The earliest start in each gap, in order, with the lowest slot that is free for it.</summary>
    public static IEnumerable<(DateTimeOffset Start, int Slot)> Of(FreeTimeQuestion question)
    {
        var slots = Enumerable.Range(0, question.Resource.ParallelSlots)
            .Select(slot => TimeRanges.Merged(question.Taken.Where(one => one.SlotIndex == slot).Select(one => one.Range))).ToArray();
        var outages = TimeRanges.Merged(question.Outages);
        return from start in Beginnings(question, outages).Select(one => NextOnGrid(one, question)).Distinct().Order()
               let wanted = new TimeRange(start, start + question.Length)
               where question.Within.Contains(wanted) && IsOpen(question, wanted) && !Meets(outages, wanted)
               let slot = Array.FindIndex(slots, taken => !Meets(taken, question.Resource.Blocked(wanted)))
               where slot >= 0
               select (start, slot);
    }

    private static IEnumerable<DateTimeOffset> Beginnings(FreeTimeQuestion question, IEnumerable<TimeRange> outages) =>
        question.Open.Select(one => one.From)
            .Concat(outages.Select(one => one.Until))
            .Concat(question.Taken.Select(one => one.Range.Until.AddMinutes(question.Resource.WarmUpMinutes)))
            .Where(one => question.Within.From < one && one < question.Within.Until)
            .Prepend(question.Within.From);

    private static bool IsOpen(FreeTimeQuestion question, TimeRange wanted) =>
        TimeRanges.Cover(question.Open, wanted)
        || (question.MayRunOvernight && question.Open.Any(one => one.From <= wanted.From && wanted.From < one.Until)
            && question.Open.Any(one => one.From < wanted.Until && wanted.Until <= one.Until));

    // By halves: of ranges that do not meet each other, the first that ends after the start is the only one that can be in the way.
    private static bool Meets(List<TimeRange> merged, TimeRange wanted)
    {
        var (low, high) = (0, merged.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (merged[middle].Until > wanted.From)
                high = middle;
            else
                low = middle + 1;
        }

        return low < merged.Count && merged[low].From < wanted.Until;
    }

    private static DateTimeOffset NextOnGrid(DateTimeOffset instant, FreeTimeQuestion question)
    {
        var local = question.Clock.At(instant);
        var minute = (int)Math.Ceiling(local.TimeOfDay.TotalMinutes / question.GridMinutes) * question.GridMinutes;
        var found = OfDay(DateOnly.FromDateTime(local.DateTime), minute, question.Clock);
        // In an hour that the clocks show twice, the time of day means its first showing.
        while (found < instant)
            found = OfDay(DateOnly.FromDateTime(local.DateTime), minute += question.GridMinutes, question.Clock);
        return found;
    }

    private static DateTimeOffset OfDay(DateOnly date, int minute, WallClock clock) =>
        clock.InstantOf(date.AddDays(minute / 1440), new TimeOnly(minute % 1440 / 60, minute % 60));
}
