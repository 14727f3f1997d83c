using System.Collections.Immutable;

namespace IncubatorHub.Laboratory.Policies.Rules;

/// <summary>
/// What the rules make of the clock: when the house is open, and how much of a booking counts towards limits. Off-peak windows are worked out once for
/// the time that is asked about most; outside it the answer is the same and slower. Immutable but for what it remembers.
/// </summary>
internal sealed class HouseHours
{
    private readonly PolicyRules _rules;
    private readonly TimeRange _prepared;
    private readonly ImmutableArray<TimeRange> _offPeak;
    private Remembered? _closed;

    /// <param name="rules">The rules that apply.</param>
    /// <param name="calendar">The facility's.</param>
    /// <param name="prepared">What is asked about most: the bookings that count, and the request.</param>
    public HouseHours(PolicyRules rules, FacilityCalendar calendar, TimeRange prepared)
    {
        (_rules, Calendar, _prepared) = (rules, calendar, prepared);
        HasOffPeak = rules.OffPeak is { Count: > 0 } || rules.HolidaysOffPeak is true;
        _offPeak = [.. calendar.OffPeakAround(rules, prepared)];
    }

    public FacilityCalendar Calendar { get; }

    public bool HasOffPeak { get; }

    /// <summary>The parts of a range in which the house is not open, by start.</summary>
    public IReadOnlyList<TimeRange> ClosedIn(TimeRange range)
    {
        // Several rules ask for the same booking, one after the other.
        if (_closed is { } known && known.Range == range)
            return known.Closed;
        var closed = new List<TimeRange>();
        var from = range.From;
        foreach (var open in Calendar.OpenAround(_rules, range).Where(one => one.Meets(range)))
        {
            if (open.From > from)
                closed.Add(new TimeRange(from, open.From));
            from = open.Until;
        }

        if (from < range.Until)
            closed.Add(new TimeRange(from, range.Until));
        _closed = new Remembered(range, closed);
        return closed;
    }

    /// <summary>The part of a range that counts: what is not off-peak.</summary>
    public TimeSpan PeakOf(TimeRange range)
    {
        if (!HasOffPeak)
            return range.Length;
        var peak = range.Length;
        var offPeak = OffPeakFor(range);
        for (var index = FirstEndingAfter(offPeak, range.From); index < offPeak.Length && offPeak[index].From < range.Until; index++)
            peak -= offPeak[index].SharedWith(range);
        return peak;
    }

    /// <summary>Whether any of it counts.</summary>
    public bool Counts(TimeRange range) => PeakOf(range) > TimeSpan.Zero;

    /// <summary>The pieces of a range that count, by start.</summary>
    public void AddPieces(TimeRange range, List<TimeRange> pieces)
    {
        var from = range.From;
        if (HasOffPeak)
        {
            var offPeak = OffPeakFor(range);
            for (var index = FirstEndingAfter(offPeak, range.From); index < offPeak.Length && offPeak[index].From < range.Until; index++)
            {
                if (offPeak[index].From > from)
                    pieces.Add(new TimeRange(from, offPeak[index].From));
                from = offPeak[index].Until;
            }
        }

        if (from < range.Until)
            pieces.Add(new TimeRange(from, range.Until));
    }

    private ImmutableArray<TimeRange> OffPeakFor(TimeRange range) =>
        _prepared.Contains(range) ? _offPeak : [.. Calendar.OffPeakAround(_rules, range)];

    private static int FirstEndingAfter(ImmutableArray<TimeRange> ranges, DateTimeOffset instant)
    {
        var (low, high) = (0, ranges.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (ranges[middle].Until > instant)
                high = middle;
            else
                low = middle + 1;
        }

        return low;
    }

    private sealed record Remembered(TimeRange Range, IReadOnlyList<TimeRange> Closed);
}
