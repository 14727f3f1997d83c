using IncubatorHub.Incubation.Mentoring.Rules;
using IncubatorHub.Incubation.Mentors;
using IncubatorHub.Laboratory.Policies.Rules;
using IncubatorHub.Registry.People;

namespace IncubatorHub.Incubation.Mentoring;

/// <summary>Mentors as the rules see them: four queries for any number of them.</summary>
internal sealed class HostFactsLoader(HubDbContext db, MentorCalendar calendar)
{
    // The month of any zone around the window's ends.
    private static readonly TimeSpan MonthAround = TimeSpan.FromDays(33);

    /// <summary>Of an offer's mentors, or of all when it names none; those who mentor no more are left out.</summary>
    public async Task<List<MentorProfile>> Pool(MentoringOffer offer, CancellationToken cancel)
    {
        var mentors = from mentor in db.MentorProfiles.AsNoTracking()
                      where mentor.RetiredAt == null
                      join account in db.Set<Account>() on mentor.AccountId equals account.Id
                      where account.RetiredAt == null && account.LockedAt == null
                      select mentor;
        if (await db.Set<OfferHost>().AnyAsync(host => host.OfferId == offer.Id, cancel))
            mentors = mentors.Where(mentor => db.Set<OfferHost>().Any(host => host.OfferId == offer.Id && host.MentorId == mentor.Id));
        return await mentors.ToListAsync(cancel);
    }

    /// <summary>Each as the rules see it, by id, for a session of the company somewhere in the window.</summary>
    /// <param name="mentors">Whom to look at.</param>
    /// <param name="companyId">Whom some do not meet.</param>
    /// <param name="window">Good for sessions inside it, buffers included.</param>
    /// <param name="without">A session that is about to be moved: it takes no time and counts for no month.</param>
    /// <param name="cancel">Gives up.</param>
    public async Task<Dictionary<Guid, HostFacts>> Load(
        IReadOnlyCollection<MentorProfile> mentors, Guid companyId, TimeRange window, Guid? without, CancellationToken cancel)
    {
        var around = window.Padded(MonthAround, MonthAround);
        var (from, until) = (around.From, around.Until);
        var times = await calendar.Of(mentors, window.Padded(TimeSpan.FromDays(1), TimeSpan.FromDays(1)), cancel);
        var rows = db.HostOccupancies.AsNoTracking().Where(one => one.Until > from && one.From < until && one.SessionId != without);
        if (mentors.Count <= 200)
        {
            List<Guid> ids = [.. mentors.Select(one => one.Id)];
            rows = rows.Where(one => ids.Contains(one.MentorId));
        }

        var taken = (await rows.Select(one => new { one.MentorId, one.From, one.Until, one.StartsAt }).ToListAsync(cancel)).ToLookup(one => one.MentorId);
        return mentors.ToDictionary(one => one.Id, one => new HostFacts(
            one.Id, one.MayMeet(companyId), times[one.Id].Schedule,
            [.. times[one.Id].Busy, .. taken[one.Id].Select(other => new TimeRange(other.From, other.Until)).Where(range => range.Meets(window.Padded(TimeSpan.FromDays(1), TimeSpan.FromDays(1))))],
            one.CapacityPerMonth, [.. taken[one.Id].Select(other => other.StartsAt)]));
    }

    /// <summary>Shares of a round-robin's mentors in the last 30 days, over all offers.</summary>
    public async Task<List<HostShare>> Shares(Guid offerId, DateTimeOffset now, CancellationToken cancel)
    {
        var hosts = await db.Set<OfferHost>().AsNoTracking().Where(host => host.OfferId == offerId).ToListAsync(cancel);
        List<Guid> ids = [.. hosts.Select(host => host.MentorId)];
        var since = now.AddDays(-30);
        var counted = await db.HostOccupancies.Where(one => ids.Contains(one.MentorId) && one.StartsAt > since)
            .GroupBy(one => one.MentorId).Select(group => new { group.Key, Count = group.Count(), Last = group.Max(one => one.StartsAt) }).ToDictionaryAsync(one => one.Key, cancel);
        return [.. hosts.Select(host => counted.TryGetValue(host.MentorId, out var found)
            ? new HostShare(host.MentorId, host.Weight, found.Count, found.Last)
            : new HostShare(host.MentorId, host.Weight, 0, null))];
    }
}
