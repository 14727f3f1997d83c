using IncubatorHub.Incubation.Mentors.Rules;
using IncubatorHub.Laboratory.Policies.Rules;

namespace IncubatorHub.Incubation.Mentors;

/// <summary>When a mentor is there, and when busy by calendars outside.</summary>
internal sealed record MentorTime(MentorSchedule Schedule, IReadOnlyList<TimeRange> Busy);

/// <summary>What upper modules ask about mentors' time: one query for any number of mentors.</summary>
internal sealed class MentorCalendar(HubDbContext db)
{
    /// <summary>Of each mentor, by id.</summary>
    public async Task<IReadOnlyDictionary<Guid, MentorTime>> Of(IReadOnlyCollection<MentorProfile> mentors, TimeRange window, CancellationToken cancel)
    {
        var (from, until) = (window.From, window.Until);
        var busy = db.BusyTimes.AsNoTracking().Where(one => one.Until > from && one.From < until);
        // A parameter for each of thousands is worse than rows that nobody asked for.
        if (mentors.Count <= 200)
        {
            List<Guid> ids = [.. mentors.Select(one => one.Id)];
            busy = busy.Where(one => ids.Contains(one.MentorId));
        }

        var byMentor = (await busy.Select(one => new { one.MentorId, one.From, one.Until }).ToListAsync(cancel)).ToLookup(one => one.MentorId);
        return mentors.ToDictionary(one => one.Id, one => new MentorTime(
            MentorSchedules.Of(one), TimeRanges.Merged(byMentor[one.Id].Select(time => new TimeRange(time.From, time.Until)))));
    }
}
