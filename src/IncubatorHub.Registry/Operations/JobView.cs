using IncubatorHub.Platform.Jobs;

namespace IncubatorHub.Registry.Operations;

/// <summary>How a job goes.</summary>
public enum JobHealth
{
    /// <summary>It has not run yet.</summary>
    New,

    /// <summary>Its last run did what it should.</summary>
    Fine,

    /// <summary>Its last run failed as a whole.</summary>
    Failed,

    /// <summary>Its time has passed by more than two minutes: no process runs jobs, or it takes too long.</summary>
    Late,
}

/// <summary>A job: when it runs, and how it went.</summary>
public sealed record JobView(
    Guid Id, string Name, int EverySeconds, JobHealth Health, DateTimeOffset? LastStartedAt, int? LastMilliseconds, string LastNode, DateTimeOffset? NextAt,
    long Runs, long Failures, DateTimeOffset? LastFailedAt, DateTimeOffset? AskedAt)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    internal static JobView Of(JobRecord job, DateTimeOffset now) => new(
        job.Id, job.Name, job.EverySeconds, HealthOf(job, now), job.LastStartedAt, job.LastMilliseconds, job.LastNode, job.NextAt, job.Runs, job.Failures, job.LastFailedAt, job.AskedAt);

    // A record is up to half a minute behind, so the interval counts once more.
    private static JobHealth HealthOf(JobRecord job, DateTimeOffset now) => job switch
    {
        { NextAt: { } next } when next + TimeSpan.FromSeconds(job.EverySeconds) + Patience < now => JobHealth.Late,
        { LastStartedAt: null } => JobHealth.New,
        { LastFailedAt: { } failed } when failed >= job.LastStartedAt => JobHealth.Failed,
        _ => JobHealth.Fine,
    };
}
