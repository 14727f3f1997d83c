using IncubatorHub.Incubation.Mentors.Rules;
using IncubatorHub.Laboratory.Policies.Rules;

namespace IncubatorHub.Incubation.Mentoring.Rules;

/// <summary>
/// Beginnings of sessions that all of some mentors are free for, by interval arithmetic, a fortnight at a time: a search for the next one looks no
/// further than it has to. Pure.
/// </summary>
internal static class SlotTimes
{
    /// <summary>Sessions begin on quarters of an hour; every zone's offset is a multiple of it.</summary>
    public static readonly TimeSpan Grid = TimeSpan.FromMinutes(15);

    private static readonly TimeSpan Chunk = TimeSpan.FromDays(14);

    /// <summary>Beginnings inside the window, in order, lazily. A session may end after the window.</summary>
    /// <param name="hosts">All must come.</param>
    /// <param name="window">In which sessions begin.</param>
    /// <param name="length">Of the session.</param>
    /// <param name="step">From one to the next in a stretch that is free; a multiple of the grid.</param>
    /// <param name="terms">The offer's.</param>
    public static IEnumerable<DateTimeOffset> Of(IReadOnlyList<HostFacts> hosts, TimeRange window, TimeSpan length, TimeSpan step, OfferTerms terms)
    {
        if (hosts.Count == 0 || hosts.Any(host => !host.MayMeet))
            yield break;
        var closed = hosts.Select(host => TimeRanges.Merged(terms.Closed(host.Taken))).ToList();
        for (var from = window.From; from < window.Until; from += Chunk)
        {
            var until = from + Chunk < window.Until ? from + Chunk : window.Until;
            // As far as a session reaches that begins at the end of it.
            var reach = new TimeRange(from, until + length);
            foreach (var free in Common(hosts, closed, reach))
            {
                for (var start = OnGrid(free.From); start < until && start + length <= free.Until; start += step)
                {
                    if (hosts.All(host => host.SessionsInMonthOf(start) < host.CapacityPerMonth))
                        yield return start;
                }
            }
        }
    }

    private static List<TimeRange> Common(IReadOnlyList<HostFacts> hosts, List<List<TimeRange>> closed, TimeRange reach)
    {
        var free = new List<TimeRange> { reach };
        for (var index = 0; index < hosts.Count && free.Count > 0; index++)
        {
            // Time that both have is what is left of the one without what the other lacks.
            var lacking = TimeRanges.Without([reach], MentorHours.Open(hosts[index].Schedule, reach));
            free = TimeRanges.Without(TimeRanges.Without(free, lacking), closed[index]);
        }

        return free;
    }

    private static DateTimeOffset OnGrid(DateTimeOffset instant)
    {
        var over = instant.UtcTicks % Grid.Ticks;
        return over == 0 ? instant.ToUniversalTime() : instant.ToUniversalTime().AddTicks(Grid.Ticks - over);
    }
}
