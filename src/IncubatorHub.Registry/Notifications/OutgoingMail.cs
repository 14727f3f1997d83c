namespace IncubatorHub.Registry.Notifications;

/// <summary>A mail to be delivered, written in the transaction of what it tells of.</summary>
public sealed class OutgoingMail
{
    /// <summary>Sorts by time.</summary>
    public Guid Id { get; init; } = Guid.CreateVersion7();

    /// <summary>One address.</summary>
    public required string To { get; init; }

    /// <summary>In the reader's language.</summary>
    public required string Subject { get; init; }

    /// <summary>Plain text. Emptied on delivery, because it may hold a link that lets its reader in.</summary>
    public required string Body { get; set; }

    /// <summary>UTC.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>UTC; null while it waits.</summary>
    public DateTimeOffset? DeliveredAt { get; set; }
}

internal sealed class OutgoingMailConfiguration : IEntityTypeConfiguration<OutgoingMail>
{
    public void Configure(EntityTypeBuilder<OutgoingMail> builder)
    {
        builder.ToTable("OutgoingMails");
        builder.Property(mail => mail.To).HasMaxLength(200);
        builder.Property(mail => mail.Subject).HasMaxLength(200);
        builder.Property(mail => mail.Body).HasMaxLength(4000);
        builder.HasIndex(mail => mail.DeliveredAt);
    }
}
