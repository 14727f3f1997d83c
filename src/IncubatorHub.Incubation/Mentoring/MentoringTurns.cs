namespace IncubatorHub.Incubation.Mentoring;

/// <summary>
/// Makes those who judge the same company's allowance or the same mentor's time take turns. Always in one order, the company before the mentors, so that
/// two never wait for each other.
/// </summary>
internal static class MentoringTurns
{
    public static Task TakeMentoringTurns(this HubDbContext db, Guid companyId, IEnumerable<Guid> mentorIds, CancellationToken cancel) => db.TakeTurns(
    [
        RowLocks.NameOf("sessions of a company", companyId), .. mentorIds.Distinct().Order().Select(id => RowLocks.NameOf("sessions of a mentor", id)),
    ], cancel);
}
