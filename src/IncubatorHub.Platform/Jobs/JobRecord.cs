using IncubatorHub.Platform.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IncubatorHub.Platform.Jobs;

/// <summary>How a job goes, over all processes. Written by <see cref="JobWatch"/> within half a minute of a run.</summary>
public sealed class JobRecord
{
    public Guid Id { get; init; } = OrderedId.Next();

    /// <summary>As in the job store.</summary>
    public required string Name { get; init; }

    /// <summary>The interval.</summary>
    public required int EverySeconds { get; init; }

    /// <summary>UTC; the start of the last run.</summary>
    public DateTimeOffset? LastStartedAt { get; init; }

    /// <summary>How long the last run took.</summary>
    public int? LastMilliseconds { get; init; }

    /// <summary>The process that did it.</summary>
    public string LastNode { get; init; } = "";

    /// <summary>UTC; when the next run is planned.</summary>
    public DateTimeOffset? NextAt { get; init; }

    /// <summary>Runs, since the first.</summary>
    public long Runs { get; init; }

    /// <summary>Runs that failed as a whole.</summary>
    public long Failures { get; init; }

    /// <summary>UTC; the start of the last run that failed.</summary>
    public DateTimeOffset? LastFailedAt { get; init; }

    /// <summary>UTC; somebody asks for a run now. Null again once it is begun.</summary>
    public DateTimeOffset? AskedAt { get; set; }
}

/// <summary>A run that failed. The latest <see cref="MaxKept"/> of a job are kept.</summary>
public sealed class JobFailure
{
    public const int MaxKept = 100;

    public Guid Id { get; init; } = OrderedId.Next();

    public required Guid JobId { get; init; }

    /// <summary>UTC; the start of the run.</summary>
    public required DateTimeOffset At { get; init; }

    public required int Milliseconds { get; init; }

    /// <summary>The process that ran it.</summary>
    public required string Node { get; init; }

    /// <summary>What was thrown, cut at 1,000 characters.</summary>
    public required string Error { get; init; }
}

internal sealed class JobRecordConfiguration : IEntityTypeConfiguration<JobRecord>
{
    public void Configure(EntityTypeBuilder<JobRecord> builder)
    {
        builder.ToTable("Jobs");
        builder.Property(job => job.Name).HasMaxLength(100);
        builder.Property(job => job.LastNode).HasMaxLength(200);
        builder.HasIndex(job => job.Name).IsUnique();
    }
}

internal sealed class JobFailureConfiguration : IEntityTypeConfiguration<JobFailure>
{
    public void Configure(EntityTypeBuilder<JobFailure> builder)
    {
        builder.ToTable("JobFailures");
        builder.Property(failure => failure.Node).HasMaxLength(200);
        builder.Property(failure => failure.Error).HasMaxLength(1000);
        builder.HasIndex(failure => new { failure.JobId, failure.Id });
        builder.HasOne<JobRecord>().WithMany().HasForeignKey(failure => failure.JobId).OnDelete(DeleteBehavior.Cascade);
    }
}
