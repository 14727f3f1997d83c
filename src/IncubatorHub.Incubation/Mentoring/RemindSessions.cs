using System.Globalization;
using Microsoft.Extensions.Options;
using Quartz;

namespace IncubatorHub.Incubation.Mentoring;

/// <summary>Reminds both sides before a session, once for each lead.</summary>
[DisallowConcurrentExecution]
internal sealed class RemindSessions(HubWork work) : IJob
{
    /// <summary>How often it runs.</summary>
    public static readonly TimeSpan Every = TimeSpan.FromMinutes(1);

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        while (await Send(cancellationToken) == DueSessionReminders.BatchSize)
        {
            // More may be due.
        }
    }

    /// <summary>Handles one batch; returns how many sessions it looked at.</summary>
    internal Task<int> Send(CancellationToken cancel) => work.With<DueSessionReminders, int>(nameof(RemindSessions), due => due.Send(cancel), cancel);
}

/// <summary>
/// Reminders that are due. What was due while the hub was down is made up by one mail, the one of the shortest lead that is due, and never once the session
/// has begun. Who agreed on a session only after a reminder was due has just heard of it, and gets none.
/// </summary>
internal sealed class DueSessionReminders(HubDbContext db, SessionNotices notices, IOptions<MentoringOptions> options, TimeProvider time)
{
    public const int BatchSize = 200;

    public async Task<int> Send(CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        var leads = options.Value.Leads;
        // Two nodes at once: the second one waits, and finds nothing due any more.
        await db.TakeTurn("session reminders", Guid.Empty, cancel);
        var looked = 0;
        for (var index = 0; index < leads.Count && looked < BatchSize; index++)
        {
            var lead = leads[index];
            var due = await Due(now, lead, BatchSize - looked, cancel);
            foreach (var session in due)
            {
                if (session.ConfirmedAt <= session.StartsAt.AddMinutes(-lead))
                    await notices.Remind(session, cancel);
                // With the shorter one, the longer ones are over too.
                foreach (var longer in leads.Skip(index))
                    await Note(session.Id, longer, now, cancel);
            }

            await db.SaveChangesAsync(cancel);
            looked += due.Count;
        }

        return looked;
    }

    private static string KindOf(int lead) => string.Create(CultureInfo.InvariantCulture, $"before-{lead}");

    private Task<List<MentoringSession>> Due(DateTimeOffset now, int lead, int atMost, CancellationToken cancel)
    {
        var (before, kind) = (now.AddMinutes(lead), KindOf(lead));
        return db.MentoringSessions.AsNoTracking()
            .Where(session => session.State == SessionState.Confirmed && session.StartsAt > now && session.StartsAt <= before)
            .Where(session => !db.Set<SessionReminder>().Any(one => one.SessionId == session.Id && one.Kind == kind))
            .OrderBy(session => session.StartsAt).Take(atMost).ToListAsync(cancel);
    }

    private async Task Note(Guid sessionId, int lead, DateTimeOffset now, CancellationToken cancel)
    {
        var kind = KindOf(lead);
        if (!await db.Set<SessionReminder>().AnyAsync(one => one.SessionId == sessionId && one.Kind == kind, cancel))
            db.Add(new SessionReminder { SessionId = sessionId, Kind = kind, At = now });
    }
}
