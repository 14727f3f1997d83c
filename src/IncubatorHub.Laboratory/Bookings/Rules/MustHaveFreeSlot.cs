using IncubatorHub.Laboratory.Policies.Rules;

namespace IncubatorHub.Laboratory.Bookings.Rules;

/// <summary>
/// One slot is free for all of it, warm-up and cool-down included; the lowest such slot is taken. A running booking, or one that is handed over,
/// keeps its slot. Nobody overrides it: the database holds the same.
/// </summary>
internal static class MustHaveFreeSlot
{
    public const string Code = "booking.overlap";

    public static IEnumerable<Finding> Judge(BookingFacts facts)
    {
        if (!facts.Act.TakesTime || FreeSlot(facts) is not null)
            yield break;
        var blocked = facts.Resource.Blocked(facts.Asked);
        var meets = facts.Taken.Where(one => one.BookingId != facts.Present?.Id && one.Range.Meets(blocked)).Select(one => one.Range).ToList();
        yield return new Finding(Code, null,
            ("slots", facts.Resource.ParallelSlots), ("taken", PeakOverlap(meets)), ("freeFrom", facts.Local(meets.Max(one => one.Until))));
    }

    /// <summary>The slot that it gets; null when none is free for all of it.</summary>
    public static int? FreeSlot(BookingFacts facts)
    {
        var blocked = facts.Resource.Blocked(facts.Asked);
        var slots = facts.Act is BookingAct.Extend or BookingAct.HandOver or BookingAct.Shrink && facts.Present is { } present
            ? (First: present.SlotIndex, Last: present.SlotIndex)
            : (First: 0, Last: facts.Resource.ParallelSlots - 1);
        for (var slot = slots.First; slot <= slots.Last; slot++)
        {
            if (IsFree(facts, slot, blocked))
                return slot;
        }

        return null;
    }

    /// <summary>How many of the ranges there are at once at most: a sweep over their ends, in which one that ends makes room for one that begins.</summary>
    public static int PeakOverlap(IReadOnlyCollection<TimeRange> ranges)
    {
        var (now, most) = (0, 0);
        foreach (var (_, step) in ranges.SelectMany(one => new[] { (At: one.From, Step: 1), (At: one.Until, Step: -1) }).OrderBy(one => one.At).ThenBy(one => one.Step))
            most = Math.Max(most, now += step);
        return most;
    }

    private static bool IsFree(BookingFacts facts, int slot, TimeRange blocked)
    {
        foreach (var taken in facts.Taken.AsSpan())
        {
            if (taken.SlotIndex == slot && taken.BookingId != facts.Present?.Id && taken.Range.Meets(blocked))
                return false;
        }

        return true;
    }
}
