using IncubatorHub.Laboratory.Policies.Rules;

namespace IncubatorHub.Laboratory.Bookings.Calendar;

/// <summary>Which slots of one resource are taken when. Pure.</summary>
internal sealed class SlotBoard
{
    private readonly TimeRange[][] _taken;

    /// <param name="taken">What blocks the resource; of a slot that it no longer has, nothing is looked at.</param>
    /// <param name="slots">How many it has.</param>
    public SlotBoard(IEnumerable<Occupancy> taken, int slots)
    {
        var bySlot = taken.ToLookup(one => one.SlotIndex, one => new TimeRange(one.From, one.Until));
        _taken = [.. Enumerable.Range(0, slots).Select(slot => bySlot[slot].OrderBy(one => one.From).ToArray())];
    }

    /// <summary>When a slot becomes free.</summary>
    public IEnumerable<DateTimeOffset> Ends => _taken.SelectMany(slot => slot).Select(one => one.Until);

    /// <summary>The lowest slot that is free all the while; null when none is.</summary>
    public int? LowestFree(TimeRange wanted)
    {
        for (var slot = 0; slot < _taken.Length; slot++)
        {
            if (IsFree(slot, wanted))
                return slot;
        }

        return null;
    }

    /// <summary>Whether that slot is there, and free all the while.</summary>
    public bool IsFree(int slot, TimeRange wanted) => slot < _taken.Length && !Array.Exists(_taken[slot], one => one.Meets(wanted));
}
