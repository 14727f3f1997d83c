using IncubatorHub.Platform.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Quartz;

namespace IncubatorHub.Platform.Jobs;

/// <summary>
/// Keeps each job's record, and begins the runs that somebody asks for. Some jobs run every second: what they did is added up here and written every
/// <see cref="WriteInterval"/>; a process that is killed loses that much of the count, and nothing of the work.
/// </summary>
public sealed partial class JobWatch(
    IEnumerable<HubJob> jobs, ISchedulerFactory schedulers, IServiceScopeFactory scopes, TimeProvider time, ILogger<JobWatch> logger) : BackgroundService, IJobListener
{
    private static readonly TimeSpan AskInterval = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan WriteInterval = TimeSpan.FromSeconds(30);

    private readonly Lock _lock = new();
    private Dictionary<string, JobTally> _unwritten = [];
    private DateTimeOffset _writeDueAt;

    /// <inheritdoc />
    public string Name => nameof(JobWatch);

    private static string Node => $"{Environment.MachineName}:{Environment.ProcessId}";

    /// <inheritdoc />
    public ValueTask JobToBeExecuted(IJobExecutionContext context, CancellationToken cancellationToken = default) => ValueTask.CompletedTask;

    /// <inheritdoc />
    public ValueTask JobExecutionVetoed(IJobExecutionContext context, CancellationToken cancellationToken = default) => ValueTask.CompletedTask;

    /// <inheritdoc />
    public ValueTask JobWasExecuted(IJobExecutionContext context, JobExecutionException? jobException, CancellationToken cancellationToken = default)
    {
        var name = context.JobDetail.Key.Name;
        Count(name, JobTally.Of(context.FireTimeUtc, context.JobRunTime, context.NextFireTimeUtc, jobException));
        if (jobException is not null)
            LogFailed(jobException, name);
        return ValueTask.CompletedTask;
    }

    internal void Count(string name, JobTally tally)
    {
        lock (_lock)
            _unwritten[name] = _unwritten.TryGetValue(name, out var before) ? before.Then(tally) : tally;
    }

    /// <summary>Begins runs that are asked for; writes what is to be written. Also called by tests.</summary>
    internal async Task Turn(bool writes, CancellationToken cancel)
    {
        await using var scope = scopes.AsSystem(nameof(JobWatch));
        var db = scope.ServiceProvider.GetRequiredService<HubDbContext>();
        await Begin(db, cancel);
        if (writes)
            await Write(db, cancel);
    }

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                var now = time.GetUtcNow();
                await Turn(writes: now >= _writeDueAt, stoppingToken);
                if (now >= _writeDueAt)
                    _writeDueAt = now + WriteInterval;
            }
            catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
            {
                LogTurnFailed(exception);
            }

            await Task.Delay(AskInterval, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task Begin(HubDbContext db, CancellationToken cancel)
    {
        foreach (var asked in await db.Set<JobRecord>().Where(job => job.AskedAt != null).Select(job => new { job.Id, job.Name }).ToListAsync(cancel))
        {
            if (jobs.All(job => job.Name != asked.Name))
                continue;
            // Of several processes one gets it.
            await using (var transaction = await db.BeginWriting(cancel))
            {
                if (await db.Set<JobRecord>().Where(job => job.Id == asked.Id && job.AskedAt != null).ExecuteUpdateAsync(set => set.SetProperty(job => job.AskedAt, (DateTimeOffset?)null), cancel) == 0)
                    continue;
                await transaction.CommitAsync(cancel);
            }

            await (await schedulers.GetScheduler(cancel)).TriggerJob(new JobKey(asked.Name), cancellationToken: cancel);
        }
    }

    private async Task Write(HubDbContext db, CancellationToken cancel)
    {
        Dictionary<string, JobTally> tallies;
        lock (_lock)
            (tallies, _unwritten) = (_unwritten, []);
        try
        {
            await using var transaction = await db.BeginWriting(cancel);
            await db.TakeTurn("job records", Guid.Empty, cancel);
            var records = await db.Set<JobRecord>().AsNoTracking().ToDictionaryAsync(job => job.Name, job => job.Id, cancel);
            foreach (var job in jobs.Where(job => !records.ContainsKey(job.Name)))
            {
                var record = new JobRecord { Name = job.Name, EverySeconds = (int)job.Every.TotalSeconds };
                db.Add(record);
                records.Add(job.Name, record.Id);
            }

            await db.SaveChangesAsync(cancel);
            foreach (var (name, tally) in tallies.Where(one => records.ContainsKey(one.Key)))
                await Write(db, records[name], tally, cancel);
            await transaction.CommitAsync(cancel);
        }
        catch
        {
            lock (_lock)
            {
                foreach (var (name, tally) in tallies)
                    _unwritten[name] = _unwritten.TryGetValue(name, out var later) ? tally.Then(later) : tally;
            }

            throw;
        }
    }

    private async Task Write(HubDbContext db, Guid id, JobTally tally, CancellationToken cancel)
    {
        await db.Set<JobRecord>().Where(job => job.Id == id).ExecuteUpdateAsync(
            set => set.SetProperty(job => job.LastStartedAt, tally.LastStartedAt).SetProperty(job => job.LastMilliseconds, tally.LastMilliseconds).SetProperty(job => job.LastNode, Node)
                .SetProperty(job => job.NextAt, job => tally.NextAt ?? job.NextAt).SetProperty(job => job.Runs, job => job.Runs + tally.Runs)
                .SetProperty(job => job.Failures, job => job.Failures + tally.Failures).SetProperty(job => job.LastFailedAt, job => tally.LastFailedAt ?? job.LastFailedAt), cancel);
        if (tally.Notes.Count == 0)
            return;
        db.AddRange(tally.Notes.Select(note => new JobFailure { JobId = id, At = note.At, Milliseconds = note.Milliseconds, Node = Node, Error = note.Error }));
        await db.SaveChangesAsync(cancel);
        var oldest = await db.Set<JobFailure>().Where(one => one.JobId == id).OrderByDescending(one => one.Id).Skip(JobFailure.MaxKept - 1).Select(one => (Guid?)one.Id).FirstOrDefaultAsync(cancel);
        if (oldest is { } kept)
            await db.Set<JobFailure>().Where(one => one.JobId == id && one.Id.CompareTo(kept) < 0).ExecuteDeleteAsync(cancel);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The job {Job} failed; it runs again at its next time")]
    private partial void LogFailed(Exception exception, string job);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The records of jobs could not be kept; trying again")]
    private partial void LogTurnFailed(Exception exception);
}
