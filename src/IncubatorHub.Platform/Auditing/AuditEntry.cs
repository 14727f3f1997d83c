using IncubatorHub.Platform.Authorisation;
using IncubatorHub.Platform.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IncubatorHub.Platform.Auditing;

/// <summary>Who changed what, when, through which use case. Written in the transaction of the change; never edited, never deleted.</summary>
public sealed class AuditEntry
{
    /// <summary>Sorts by time.</summary>
    public Guid Id { get; init; } = OrderedId.Next();

    /// <summary>UTC.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>What kind of principal.</summary>
    public required CallerKind ActorKind { get; init; }

    /// <summary>Account or key id.</summary>
    public required Guid ActorId { get; init; }

    /// <summary>The actor's name at that time.</summary>
    public required string ActorName { get; init; }

    /// <summary>The use case: <c>RetireFacility</c>.</summary>
    public required string Act { get; init; }

    /// <summary>The kind of row: <c>Facility</c>.</summary>
    public required string Subject { get; init; }

    /// <summary>The row.</summary>
    public required Guid SubjectId { get; init; }

    /// <summary>JSON: property → [before, after]. Secrets are left out.</summary>
    public required string Changes { get; init; }

    /// <summary>W3C trace id, to find the logs.</summary>
    public string? TraceId { get; init; }
}

/// <summary>Marks a property that never reaches the audit trail: hashes, secrets, counters.</summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Class)]
public sealed class NotAuditedAttribute : Attribute;

internal sealed class AuditEntryConfiguration : IEntityTypeConfiguration<AuditEntry>
{
    public void Configure(EntityTypeBuilder<AuditEntry> builder)
    {
        builder.ToTable("AuditEntries");
        builder.Property(entry => entry.ActorName).HasMaxLength(200);
        builder.Property(entry => entry.Act).HasMaxLength(100);
        builder.Property(entry => entry.Subject).HasMaxLength(100);
        builder.Property(entry => entry.TraceId).HasMaxLength(32);
        builder.HasIndex(entry => entry.At);
        builder.HasIndex(entry => new { entry.Subject, entry.SubjectId });
        builder.HasIndex(entry => entry.ActorId);
    }
}
