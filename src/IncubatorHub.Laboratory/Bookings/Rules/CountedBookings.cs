using IncubatorHub.Laboratory.Policies;
using IncubatorHub.Laboratory.Policies.Rules;

namespace IncubatorHub.Laboratory.Bookings.Rules;

/// <summary>Which of the bookings a limit adds up, and what they come to. Buffers are not part of a booking's range, so they never count.</summary>
internal readonly ref struct CountedBookings(BookingFacts facts, LimitHolder holder, LimitScope scope)
{
    private readonly ReadOnlySpan<HeldBooking> _all = facts.Bookings.AsSpan();
    private readonly BookingFacts _facts = facts;
    private readonly Guid _present = facts.Present?.Id ?? Guid.Empty;

    /// <summary>How many have counting time in the range.</summary>
    public int CountIn(TimeRange range)
    {
        var count = 0;
        foreach (ref readonly var one in _all)
        {
            if (one.Range.Meets(range) && Matches(one) && _facts.Hours.Counts(one.Range.Inside(range)))
                count++;
        }

        return count;
    }

    /// <summary>How much counting time they have in the range.</summary>
    public TimeSpan TimeIn(TimeRange range)
    {
        var time = TimeSpan.Zero;
        foreach (ref readonly var one in _all)
        {
            if (one.Range.Meets(range) && Matches(one))
                time += _facts.Hours.PeakOf(one.Range.Inside(range));
        }

        return time;
    }

    /// <summary>How many are not over yet, and how much counting time they have as a whole.</summary>
    public (int Count, TimeSpan Time) Open()
    {
        var (count, time) = (0, TimeSpan.Zero);
        foreach (ref readonly var one in _all)
        {
            if (!IsOpen(one) || !Matches(one) || _facts.Hours.PeakOf(one.Range) is not { Ticks: > 0 } peak)
                continue;
            count++;
            time += peak;
        }

        return (count, time);
    }

    /// <summary>An upper bound of <see cref="Pieces"/>, without a look at off-peak hours.</summary>
    public TimeSpan AtMostIn(TimeRange range, bool onlyOpen)
    {
        var time = TimeSpan.Zero;
        foreach (ref readonly var one in _all)
        {
            if (one.Range.Meets(range) && (!onlyOpen || IsOpen(one)) && Matches(one))
                time += one.Range.Length;
        }

        return time;
    }

    /// <summary>The stretches that count and meet the range, whole.</summary>
    public List<TimeRange> Pieces(TimeRange range, bool onlyOpen)
    {
        var pieces = new List<TimeRange>();
        foreach (ref readonly var one in _all)
        {
            if (one.Range.Meets(range) && (!onlyOpen || IsOpen(one)) && Matches(one))
                _facts.Hours.AddPieces(one.Range, pieces);
        }

        return pieces;
    }

    private bool IsOpen(in HeldBooking one) => one.State.IsLive && one.Range.Until > _facts.Now;

    private bool Matches(in HeldBooking one) => one.State.Counts
        && (holder is LimitHolder.Person ? one.PersonId == _facts.PersonId : one.CompanyId == _facts.CompanyId)
        && (scope switch
        {
            LimitScope.Item => one.ResourceId == _facts.Resource.Id,
            LimitScope.Class => one.ClassCode == _facts.Resource.ClassCode,
            _ => true,
        })
        && one.IsZone == _facts.Resource.IsZone
        && one.Id != _present;
}
