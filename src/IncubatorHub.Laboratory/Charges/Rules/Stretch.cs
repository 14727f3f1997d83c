namespace IncubatorHub.Laboratory.Charges.Rules;

/// <summary>A stretch of time, <c>[From, Until)</c>, UTC.</summary>
public readonly record struct Stretch(DateTimeOffset From, DateTimeOffset Until)
{
    /// <summary>Zero when it ends before it begins.</summary>
    public TimeSpan Length => Until > From ? Until - From : TimeSpan.Zero;
}

/// <summary>Arithmetic over sets of stretches. Every answer is in order, without overlaps, gaps of nothing or empty stretches.</summary>
internal static class Stretches
{
    /// <summary>What is in any of them.</summary>
    public static IReadOnlyList<Stretch> Union(IEnumerable<Stretch> all)
    {
        var merged = new List<Stretch>();
        foreach (var one in all.Where(one => one.Length > TimeSpan.Zero).OrderBy(one => one.From))
        {
            if (merged.Count > 0 && one.From <= merged[^1].Until)
                merged[^1] = merged[^1] with { Until = Later(merged[^1].Until, one.Until) };
            else
                merged.Add(one);
        }

        return merged;
    }

    /// <summary>What is in both.</summary>
    public static IReadOnlyList<Stretch> Common(IReadOnlyList<Stretch> some, IReadOnlyList<Stretch> others)
    {
        var (left, right) = (Union(some), Union(others));
        var common = new List<Stretch>();
        for (int i = 0, j = 0; i < left.Count && j < right.Count;)
        {
            var both = new Stretch(Later(left[i].From, right[j].From), Earlier(left[i].Until, right[j].Until));
            if (both.Length > TimeSpan.Zero)
                common.Add(both);
            if (left[i].Until < right[j].Until)
                i++;
            else
                j++;
        }

        return common;
    }

    /// <summary>What is in the first and not in the second.</summary>
    public static IReadOnlyList<Stretch> Without(IReadOnlyList<Stretch> some, IReadOnlyList<Stretch> others)
    {
        var taken = Union(others);
        var rest = new List<Stretch>();
        foreach (var one in Union(some))
        {
            var from = one.From;
            foreach (var gone in taken.Where(gone => gone.Until > one.From && gone.From < one.Until))
            {
                if (gone.From > from)
                    rest.Add(new Stretch(from, gone.From));
                from = Later(from, gone.Until);
            }

            if (from < one.Until)
                rest.Add(one with { From = from });
        }

        return rest;
    }

    /// <summary>How long they are together.</summary>
    public static TimeSpan Length(IReadOnlyList<Stretch> all) => new(all.Sum(one => one.Length.Ticks));

    private static DateTimeOffset Later(DateTimeOffset a, DateTimeOffset b) => a > b ? a : b;

    private static DateTimeOffset Earlier(DateTimeOffset a, DateTimeOffset b) => a < b ? a : b;
}
