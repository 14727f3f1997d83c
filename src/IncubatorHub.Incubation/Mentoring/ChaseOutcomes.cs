using Quartz;

namespace IncubatorHub.Incubation.Mentoring;

/// <summary>Asks those who said nothing how a session was.</summary>
[DisallowConcurrentExecution]
internal sealed class ChaseOutcomes(HubWork work) : IJob
{
    /// <summary>How often it runs.</summary>
    public static readonly TimeSpan Every = TimeSpan.FromMinutes(5);

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        while (await Ask(cancellationToken) == DueOutcomes.BatchSize)
        {
            // More may be due.
        }
    }

    /// <summary>Handles one batch; returns how many sessions it looked at.</summary>
    internal Task<int> Ask(CancellationToken cancel) => work.With<DueOutcomes, int>(nameof(ChaseOutcomes), due => due.Ask(cancel), cancel);
}

/// <summary>
/// Outcomes that are due: each side that said nothing is asked after two hours and after two days. After a pause of the hub one mail makes up for both; after
/// 14 days nobody is asked any more, for the session counts as missing and is shown to the manager.
/// </summary>
internal sealed class DueOutcomes(HubDbContext db, SessionNotices notices, TimeProvider time)
{
    public const int BatchSize = 200;

    private static readonly (string Kind, TimeSpan After)[] Rounds = [("outcome-2", TimeSpan.FromDays(2)), ("outcome-1", TimeSpan.FromHours(2))];

    private static readonly SessionState[] Over = [SessionState.Confirmed, SessionState.Concluded];

    public async Task<int> Ask(CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        var looked = 0;
        // Two nodes at once: the second one waits, and finds nothing due any more.
        await db.TakeTurn("session outcomes", Guid.Empty, cancel);
        // The later round first: what it handles, the earlier one must not.
        for (var index = 0; index < Rounds.Length && looked < BatchSize; index++)
        {
            var due = await Due(now, Rounds[index], BatchSize - looked, cancel);
            foreach (var session in due)
            {
                var said = await db.Set<SessionReport>().Where(report => report.SessionId == session.Id).Select(report => report.Side).ToListAsync(cancel);
                foreach (var side in Enum.GetValues<SessionSide>().Except(said))
                    await notices.AskOutcome(session, side, cancel);
                foreach (var (kind, _) in Rounds.Skip(index))
                {
                    if (!await db.Set<SessionReminder>().AnyAsync(one => one.SessionId == session.Id && one.Kind == kind, cancel))
                        db.Add(new SessionReminder { SessionId = session.Id, Kind = kind, At = now });
                }
            }

            await db.SaveChangesAsync(cancel);
            looked += due.Count;
        }

        return looked;
    }

    private Task<List<MentoringSession>> Due(DateTimeOffset now, (string Kind, TimeSpan After) round, int atMost, CancellationToken cancel)
    {
        var (kind, before, missing) = (round.Kind, now - round.After, now - SessionViews.MissingAfter);
        return db.MentoringSessions.AsNoTracking()
            .Where(session => Over.Contains(session.State) && session.EndsAt <= before && session.EndsAt > missing)
            .Where(session => !db.Set<SessionReminder>().Any(one => one.SessionId == session.Id && one.Kind == kind))
            .Where(session => db.Set<SessionReport>().Count(report => report.SessionId == session.Id) < 2)
            .OrderBy(session => session.EndsAt).Take(atMost).ToListAsync(cancel);
    }
}
