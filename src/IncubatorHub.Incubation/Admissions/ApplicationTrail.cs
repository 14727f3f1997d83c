namespace IncubatorHub.Incubation.Admissions;

/// <summary>That an application came from one state to another. Written once, never changed.</summary>
public sealed class ApplicationStep
{
    /// <summary>Sorts by time.</summary>
    public Guid Id { get; init; } = OrderedId.Next();

    public required Guid ApplicationId { get; init; }

    public required Guid FacilityId { get; init; }

    /// <summary>UTC.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>The account; null: the applicant, or the hub itself.</summary>
    public Guid? ById { get; init; }

    /// <summary>Null: it began.</summary>
    public ApplicationState? From { get; init; }

    public required ApplicationState To { get; init; }

    /// <summary>Why; never shown to the applicant.</summary>
    public string Reason { get; init; } = "";
}

/// <summary>A letter as it was sent to the applicant.</summary>
public sealed class ApplicationLetter
{
    public Guid Id { get; init; } = OrderedId.Next();

    public required Guid ApplicationId { get; init; }

    public required Guid FacilityId { get; init; }

    public required LetterKind Kind { get; init; }

    /// <summary>UTC.</summary>
    public required DateTimeOffset At { get; init; }

    public required string Subject { get; init; }

    public required string Body { get; init; }
}

/// <summary>A link by which an applicant comes to the application. Of its secret only the hash is kept.</summary>
public sealed class ApplicationLink
{
    /// <summary>Most links of an application that are made within a day: nobody's mailbox is filled by others' asking.</summary>
    public const int MostADay = 5;

    public Guid Id { get; init; } = OrderedId.Next();

    public required Guid ApplicationId { get; init; }

    /// <summary>SHA-256, lower-case hexadecimal.</summary>
    public required string SecretHash { get; init; }

    /// <summary>UTC.</summary>
    public required DateTimeOffset At { get; init; }
}

/// <summary>An attachment. The row says what it is; the bytes stand in the data directory and never change.</summary>
public sealed class ApplicationFile
{
    /// <summary>Largest file, bytes: 10 MiB.</summary>
    public const int MaxBytes = 10 * 1024 * 1024;

    /// <summary>Most files of an application at a time.</summary>
    public const int MostAtATime = 10;

    /// <summary>Most files of an application ever, removed ones counted.</summary>
    public const int MostEver = 40;

    /// <summary>Most bytes of an application ever, removed ones counted: 60 MiB.</summary>
    public const long MostBytesEver = 60L * 1024 * 1024;

    public Guid Id { get; init; } = OrderedId.Next();

    public required Guid ApplicationId { get; init; }

    public required Guid FacilityId { get; init; }

    /// <summary>The question that it answers.</summary>
    public required string QuestionKey { get; init; }

    /// <summary>As it was called; only shown and offered for saving, never a path of the hub.</summary>
    public required string FileName { get; init; }

    /// <summary>Told from the bytes.</summary>
    public required string ContentType { get; init; }

    public required long Bytes { get; init; }

    /// <summary>SHA-256 of the bytes, lower-case hexadecimal.</summary>
    public required string Sha256 { get; init; }

    /// <summary>UTC.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>UTC; taken out by the applicant. What was submitted with it keeps it.</summary>
    public DateTimeOffset? RemovedAt { get; set; }
}

internal sealed class ApplicationStepConfiguration : IEntityTypeConfiguration<ApplicationStep>
{
    public void Configure(EntityTypeBuilder<ApplicationStep> builder)
    {
        builder.ToTable("ApplicationSteps").BelongsToFacility(step => step.FacilityId, Audience.Staff);
        builder.Property(step => step.Reason).HasMaxLength(2_000);
        builder.HasIndex(step => step.ApplicationId);
        builder.HasOne<Application>().WithMany().HasForeignKey(step => step.ApplicationId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class ApplicationLetterConfiguration : IEntityTypeConfiguration<ApplicationLetter>
{
    public void Configure(EntityTypeBuilder<ApplicationLetter> builder)
    {
        builder.ToTable("ApplicationLetters").BelongsToFacility(letter => letter.FacilityId, Audience.Staff);
        builder.Property(letter => letter.Subject).HasMaxLength(200);
        builder.Property(letter => letter.Body).HasMaxLength(4_000);
        builder.HasIndex(letter => letter.ApplicationId);
        builder.HasOne<Application>().WithMany().HasForeignKey(letter => letter.ApplicationId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class ApplicationLinkConfiguration : IEntityTypeConfiguration<ApplicationLink>
{
    public void Configure(EntityTypeBuilder<ApplicationLink> builder)
    {
        builder.ToTable("ApplicationLinks");
        builder.Property(link => link.SecretHash).HasMaxLength(64);
        builder.HasIndex(link => link.SecretHash).IsUnique();
        builder.HasIndex(link => link.ApplicationId);
        builder.HasOne<Application>().WithMany().HasForeignKey(link => link.ApplicationId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class ApplicationFileConfiguration : IEntityTypeConfiguration<ApplicationFile>
{
    public void Configure(EntityTypeBuilder<ApplicationFile> builder)
    {
        builder.ToTable("ApplicationFiles").BelongsToFacility(file => file.FacilityId, Audience.Staff);
        builder.Property(file => file.QuestionKey).HasMaxLength(40);
        builder.Property(file => file.FileName).HasMaxLength(200);
        builder.Property(file => file.ContentType).HasMaxLength(100);
        builder.Property(file => file.Sha256).HasMaxLength(64);
        builder.HasIndex(file => file.ApplicationId);
        builder.HasOne<Application>().WithMany().HasForeignKey(file => file.ApplicationId).OnDelete(DeleteBehavior.Restrict);
    }
}
