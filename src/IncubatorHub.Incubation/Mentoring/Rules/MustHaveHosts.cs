using IncubatorHub.Incubation.Mentors.Rules;
using IncubatorHub.Laboratory.Policies.Rules;

namespace IncubatorHub.Incubation.Mentoring.Rules;

/// <summary>
/// Every mentor who would come meets the company, is there and free for all of it, and has not reached the month's capacity. Of one who does not meet the
/// company, nothing else is said: closed, gone and excluded look alike.
/// </summary>
internal static class MustHaveHosts
{
    public const string UnavailableCode = "session.mentor-unavailable";
    public const string BusyCode = "session.host-busy";
    public const string FullCode = "session.mentor-full";

    public static IEnumerable<SessionFinding> Judge(SessionFacts facts) => facts.Hosts.SelectMany(host => Judge(host, facts));

    /// <summary>What speaks against one of them.</summary>
    public static IEnumerable<SessionFinding> Judge(HostFacts host, SessionFacts facts)
    {
        if (!host.MayMeet)
        {
            yield return new SessionFinding(UnavailableCode, ("mentorId", host.MentorId));
            yield break;
        }

        if (!IsFree(host, facts.Asked, facts.Terms))
            yield return new SessionFinding(BusyCode, ("mentorId", host.MentorId));
        if (host.SessionsInMonthOf(facts.Asked.From) is var sessions && sessions >= host.CapacityPerMonth)
            yield return new SessionFinding(FullCode, ("mentorId", host.MentorId), ("capacity", host.CapacityPerMonth), ("sessions", sessions));
    }

    private static bool IsFree(HostFacts host, TimeRange asked, OfferTerms terms) =>
        TimeRanges.Cover(MentorHours.Open(host.Schedule, asked), asked) && !host.Taken.Any(terms.Blocked(asked).Meets);
}
