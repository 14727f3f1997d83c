namespace IncubatorHub.Laboratory.Policies.Rules;

/// <summary>A stretch of time: its start belongs to it, its end does not. Two that touch do not meet.</summary>
public readonly record struct TimeRange(DateTimeOffset From, DateTimeOffset Until)
{
    /// <summary>Real time that passes, also where clocks are set.</summary>
    public TimeSpan Length => Until - From;

    /// <summary>Length in minutes, whole or not.</summary>
    public double Minutes => Length.TotalMinutes;

    /// <summary>Whether they share any time.</summary>
    public bool Meets(TimeRange other) => From < other.Until && other.From < Until;

    /// <summary>Whether the other lies wholly inside, ends included.</summary>
    public bool Contains(TimeRange other) => From <= other.From && other.Until <= Until;

    /// <summary>How long they share.</summary>
    public TimeSpan SharedWith(TimeRange other)
    {
        var (from, until) = (From > other.From ? From : other.From, Until < other.Until ? Until : other.Until);
        return until > from ? until - from : TimeSpan.Zero;
    }

    /// <summary>The part inside the other; only of ranges that meet.</summary>
    public TimeRange Inside(TimeRange other) => new(From > other.From ? From : other.From, Until < other.Until ? Until : other.Until);

    /// <summary>With so much more on both sides.</summary>
    public TimeRange Padded(TimeSpan before, TimeSpan after) => new(From - before, Until + after);
}

/// <summary>Sets of time.</summary>
public static class TimeRanges
{
    /// <summary>The same time as ranges that neither meet nor touch, by start.</summary>
    public static List<TimeRange> Merged(IEnumerable<TimeRange> ranges)
    {
        var merged = new List<TimeRange>();
        foreach (var range in ranges.Where(one => one.Until > one.From).OrderBy(one => one.From))
        {
            if (merged.Count > 0 && range.From <= merged[^1].Until)
                merged[^1] = merged[^1] with { Until = range.Until > merged[^1].Until ? range.Until : merged[^1].Until };
            else
                merged.Add(range);
        }

        return merged;
    }

    /// <summary>Whether ranges that are merged cover the other without a gap.</summary>
    public static bool Cover(IReadOnlyList<TimeRange> merged, TimeRange other) => merged.Any(one => one.Contains(other));

    /// <summary>What is left of ranges that are merged when others, merged too, are taken away; by start.</summary>
    public static List<TimeRange> Without(IReadOnlyList<TimeRange> merged, IReadOnlyList<TimeRange> taken)
    {
        var left = new List<TimeRange>();
        var next = 0;
        foreach (var range in merged)
        {
            var from = range.From;
            // What ended before this range began is in nobody's way any more.
            while (next < taken.Count && taken[next].Until <= from)
                next++;
            for (var index = next; index < taken.Count && taken[index].From < range.Until; index++)
            {
                if (taken[index].From > from)
                    left.Add(new TimeRange(from, taken[index].From));
                from = taken[index].Until;
            }

            if (from < range.Until)
                left.Add(range with { From = from });
        }

        return left;
    }
}
