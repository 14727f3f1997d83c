using Quartz;

namespace IncubatorHub.Incubation.Mentoring;

/// <summary>Ends requests that nobody answered in time. Due and not yet handled: what fell due while the hub was down is ended at its first run.</summary>
[DisallowConcurrentExecution]
internal sealed class ExpireRequests(HubWork work, TimeProvider time) : IJob
{
    private const int BatchSize = 200;

    /// <summary>How often it runs.</summary>
    public static readonly TimeSpan Every = TimeSpan.FromMinutes(1);

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) => await Expire(cancellationToken);

    /// <summary>Ends what is due; returns how many. Also called by tests.</summary>
    internal async Task<int> Expire(CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        var due = await work.Run(nameof(ExpireRequests), db => db.MentoringSessions.AsNoTracking()
            .Where(session => session.State == SessionState.Requested && session.AcceptUntil <= now)
            .OrderBy(session => session.AcceptUntil).Select(session => session.Id).Take(BatchSize).ToListAsync(cancel), cancel);
        return await work.Each<RequestExpiry>(nameof(ExpireRequests), due, (one, id) => one.End(id, cancel), cancel);
    }
}

/// <summary>Ends one request.</summary>
internal sealed class RequestExpiry(SessionInHand hand, SessionDesk desk, TimeProvider time)
{
    public async Task<bool> End(Guid sessionId, CancellationToken cancel)
    {
        // Asked again now that nobody else can answer it.
        if (await hand.Find(sessionId, cancel) is not { Session: { State: SessionState.Requested } session } held || session.AcceptUntil > time.GetUtcNow())
            return false;
        return await desk.End(held, SessionState.Expired, SessionChange.Expired, byId: null, side: null, "", cancel) is null;
    }
}
