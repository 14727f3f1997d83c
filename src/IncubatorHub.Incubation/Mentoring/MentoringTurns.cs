namespace IncubatorHub.Incubation.Mentoring;

/// <summary>
/// Makes those who judge the same company's allowance or the same mentor's time take turns. Always in one order, the company before the mentors, so that
/// two never wait for each other.
/// </summary>
internal static class MentoringTurns
{
    public static async Task TakeMentoringTurns(this HubDbContext db, Guid companyId, IEnumerable<Guid> mentorIds, CancellationToken cancel)
    {
        await db.TakeTurn("sessions of a company", companyId, cancel);
        foreach (var id in mentorIds.Distinct().Order())
            await db.TakeTurn("sessions of a mentor", id, cancel);
    }
}
