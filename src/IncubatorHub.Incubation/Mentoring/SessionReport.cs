using IncubatorHub.Platform.Auditing;

namespace IncubatorHub.Incubation.Mentoring;

/// <summary>What one side says of a session once it is over; one row a side.</summary>
public sealed class SessionReport : Entity
{
    /// <summary>Longest private note.</summary>
    public const int MaxNoteLength = 4_000;

    public required Guid SessionId { get; init; }

    public required SessionSide Side { get; init; }

    /// <summary>The account of whoever said it last.</summary>
    public Guid ById { get; set; }

    /// <summary>UTC.</summary>
    public DateTimeOffset At { get; set; }

    public SessionOutcome Outcome { get; set; }

    /// <summary>How long it was, minutes.</summary>
    public int Minutes { get; set; }

    /// <summary>Seen by the writer's side only: never in the audit trail, an export, a feed, a webhook or a mail.</summary>
    [NotAudited]
    public string PrivateNote { get; set; } = "";

    /// <summary>By the company, 1 to 5; null: none. Seen by the company and by staff, and by others only as an average.</summary>
    public int? Rating { get; set; }
}

/// <summary>Something that was agreed on; both sides see it.</summary>
public sealed class SessionAction : Entity
{
    /// <summary>Actions of a session.</summary>
    public const int MaxPerSession = 20;

    public required Guid SessionId { get; init; }

    public required string Text { get; init; }

    /// <summary>Whose it is.</summary>
    public required SessionSide Owner { get; init; }

    /// <summary>Null: no date was agreed on.</summary>
    public DateOnly? DueOn { get; init; }

    /// <summary>UTC; null while it is open.</summary>
    public DateTimeOffset? DoneAt { get; set; }
}

/// <summary>That a mail about a session was sent, or is not to be sent any more, because of time alone.</summary>
public sealed class SessionReminder
{
    public required Guid SessionId { get; init; }

    /// <summary><c>before-1440</c>, <c>outcome-2</c>: stable.</summary>
    public required string Kind { get; init; }

    /// <summary>UTC.</summary>
    public required DateTimeOffset At { get; init; }
}

internal sealed class SessionReportConfiguration : IEntityTypeConfiguration<SessionReport>
{
    public void Configure(EntityTypeBuilder<SessionReport> builder)
    {
        builder.ToTable("SessionReports", table => table.HasCheckConstraint("CK_SessionReports_Rating", "\"Rating\" IS NULL OR (\"Rating\" BETWEEN 1 AND 5 AND \"Side\" = 'Company')"));
        builder.Property(report => report.PrivateNote).HasMaxLength(SessionReport.MaxNoteLength);
        builder.HasIndex(report => new { report.SessionId, report.Side }).IsUnique();
        builder.HasOne<MentoringSession>().WithMany().HasForeignKey(report => report.SessionId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class SessionActionConfiguration : IEntityTypeConfiguration<SessionAction>
{
    public void Configure(EntityTypeBuilder<SessionAction> builder)
    {
        builder.ToTable("SessionActions");
        builder.Property(action => action.Text).HasMaxLength(500);
        builder.HasIndex(action => action.SessionId);
        builder.HasOne<MentoringSession>().WithMany().HasForeignKey(action => action.SessionId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class SessionReminderConfiguration : IEntityTypeConfiguration<SessionReminder>
{
    public void Configure(EntityTypeBuilder<SessionReminder> builder)
    {
        builder.ToTable("SessionReminders");
        builder.Property(one => one.Kind).HasMaxLength(20);
        // Whatever the turns are worth: who writes it twice loses here, and its mail with it.
        builder.HasKey(one => new { one.SessionId, one.Kind });
        builder.HasOne<MentoringSession>().WithMany().HasForeignKey(one => one.SessionId).OnDelete(DeleteBehavior.Restrict);
    }
}
