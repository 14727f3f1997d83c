using IncubatorHub.Laboratory.Policies.Rules;

namespace IncubatorHub.Laboratory.Bookings.Rules;

/// <summary>
/// The most time that lies in any window of one length. The sum over a window that slides changes its slope only where a piece begins or ends at one of
/// its edges, and it is largest where the window begins with a piece or ends with one, or where it can slide no further: only those positions are
/// looked at, in one pass each.
/// </summary>
internal static class RollingSum
{
    /// <param name="pieces">Stretches of time; they may meet, and then both count.</param>
    /// <param name="length">Of the window.</param>
    /// <param name="meets">Only windows that share time with this, or touch it.</param>
    public static TimeSpan Most(IReadOnlyList<TimeRange> pieces, TimeSpan length, TimeRange meets)
    {
        var (starts, ends) = (Sorted(pieces, one => one.From.UtcTicks), Sorted(pieces, one => one.Until.UtcTicks));
        var (earliest, latest) = (meets.From.UtcTicks - length.Ticks, meets.Until.UtcTicks);
        return TimeSpan.FromTicks(Math.Max(Math.Max(Slide(starts, 0), Slide(ends, -length.Ticks)), Slide([earliest, latest], 0)));

        long Slide(long[] edges, long shift)
        {
            var (head, tail) = (new Before(starts, ends), new Before(starts, ends));
            var most = 0L;
            foreach (var edge in edges)
            {
                var from = edge + shift;
                if (from >= earliest && from <= latest)
                    most = Math.Max(most, tail.TimeBefore(from + length.Ticks) - head.TimeBefore(from));
            }

            return most;
        }
    }

    private static long[] Sorted(IReadOnlyList<TimeRange> pieces, Func<TimeRange, long> edge)
    {
        var edges = new long[pieces.Count];
        for (var index = 0; index < edges.Length; index++)
            edges[index] = edge(pieces[index]);
        Array.Sort(edges);
        return edges;
    }

    // How much time of the pieces lies before an instant, for instants that only grow: what began, less what of it is over.
    private struct Before(long[] starts, long[] ends)
    {
        private int _begun;
        private int _over;
        private Int128 _startSum;
        private Int128 _endSum;

        public long TimeBefore(long instant)
        {
            while (_begun < starts.Length && starts[_begun] < instant)
                _startSum += starts[_begun++];
            while (_over < ends.Length && ends[_over] < instant)
                _endSum += ends[_over++];
            return (long)(((Int128)instant * (_begun - _over)) - _startSum + _endSum);
        }
    }
}
