using IncubatorHub.Incubation.Mentoring.Rules;
using IncubatorHub.Incubation.Mentors;
using IncubatorHub.Laboratory.Access;
using IncubatorHub.Laboratory.Policies.Rules;
using IncubatorHub.Registry.Facilities;

namespace IncubatorHub.Incubation.Mentoring;

/// <summary>Says of suggestions who came to the house today. Only of those who meet there in person, and not when or by which door.</summary>
internal sealed class HostsInHouse(HubDbContext db, HouseVisits visits, TimeProvider time)
{
    private const string Code = "fit.in-house";

    /// <summary>The same suggestions, with that reason beside the others. It gives no points: it is about today, and a session about a day to come.</summary>
    public async Task<List<SessionSlot>> Say(List<SessionSlot> slots, Guid? facilityId, CancellationToken cancel)
    {
        if (facilityId is not { } house || slots.Count == 0)
            return slots;
        List<Guid> ids = [.. slots.SelectMany(slot => slot.MentorIds).Distinct()];
        var member = CommaSet.Member(house);
        var mentors = await db.MentorProfiles.Where(mentor => ids.Contains(mentor.Id) && mentor.Houses.Contains(member)).Select(mentor => new { mentor.Id, mentor.AccountId }).ToListAsync(cancel);
        if (mentors.Count == 0)
            return slots;
        var zone = await db.Set<Facility>().IgnoreQueryFilters([ScopeFilters.Name]).Where(one => one.Id == house).Select(one => one.TimeZone).SingleAsync(cancel);
        var clock = new WallClock(TimeZoneInfo.FindSystemTimeZoneById(zone));
        var midnight = clock.InstantOf(clock.DateOf(time.GetUtcNow()), TimeOnly.MinValue);
        var seen = await visits.SeenSince(house, [.. mentors.Select(mentor => mentor.AccountId)], midnight, cancel);
        var here = mentors.Where(mentor => seen.Contains(mentor.AccountId)).Select(mentor => mentor.Id).ToHashSet();
        var reason = MentoringProblems.View(new SessionFinding(Code));
        return [.. slots.Select(slot => slot.MentorIds.Any(here.Contains) ? slot with { Reasons = [.. slot.Reasons, reason] } : slot)];
    }
}
