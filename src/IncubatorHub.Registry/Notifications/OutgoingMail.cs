namespace IncubatorHub.Registry.Notifications;

/// <summary>A mail to be delivered, written in the transaction of what it tells of.</summary>
public sealed class OutgoingMail
{
    /// <summary>Attempts before a mail is given up: with the back-off, about eight hours.</summary>
    public const int MaxAttempts = 14;

    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan LongestPause = TimeSpan.FromHours(1);

    /// <summary>Sorts by time.</summary>
    public Guid Id { get; init; } = OrderedId.Next();

    /// <summary>One address.</summary>
    public required string To { get; init; }

    /// <summary>In the reader's language.</summary>
    public required string Subject { get; init; }

    /// <summary>Plain text. Emptied on delivery, because it may hold a link that lets its reader in.</summary>
    public required string Body { get; set; }

    /// <summary>An iCalendar object that stands beside the text (RFC 6047); null: none. Emptied on delivery.</summary>
    public string? Calendar { get; set; }

    /// <summary>The object's METHOD: <c>REQUEST</c> or <c>CANCEL</c>; null without one.</summary>
    public string? CalendarMethod { get; init; }

    /// <summary>UTC.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>UTC; null while it waits.</summary>
    public DateTimeOffset? DeliveredAt { get; private set; }

    /// <summary>Not before this instant (UTC).</summary>
    public DateTimeOffset DueAt { get; private set; }

    /// <summary>Attempts so far.</summary>
    public int Attempts { get; private set; }

    /// <summary>UTC; when it was given up. It may be set to wait again.</summary>
    public DateTimeOffset? DeadAt { get; private set; }

    /// <summary>The last failure, cut at 500 characters; null when none.</summary>
    public string? LastError { get; private set; }

    internal void Deliver(DateTimeOffset at) => (DeliveredAt, Body, Calendar, LastError) = (at, "", null, null);

    /// <summary>Waits for the next attempt, or gives up.</summary>
    internal void Fail(DateTimeOffset at, string error, bool forGood)
    {
        Attempts++;
        LastError = error.Length > 500 ? error[..500] : error;
        if (forGood || Attempts >= MaxAttempts)
            DeadAt = at;
        else
            DueAt = at + TimeSpan.FromSeconds(Math.Min(LongestPause.TotalSeconds, FirstPause.TotalSeconds * Math.Pow(2, Attempts - 1)));
    }

    internal void WaitAgain(DateTimeOffset at) => (DeadAt, Attempts, DueAt) = (null, 0, at);
}

internal sealed class OutgoingMailConfiguration : IEntityTypeConfiguration<OutgoingMail>
{
    public void Configure(EntityTypeBuilder<OutgoingMail> builder)
    {
        builder.ToTable("OutgoingMails");
        builder.Property(mail => mail.To).HasMaxLength(200);
        builder.Property(mail => mail.Subject).HasMaxLength(200);
        builder.Property(mail => mail.Body).HasMaxLength(4000);
        builder.Property(mail => mail.Calendar).HasMaxLength(20_000);
        builder.Property(mail => mail.CalendarMethod).HasMaxLength(20);
        builder.Property(mail => mail.LastError).HasMaxLength(500);
        builder.HasIndex(mail => new { mail.DeliveredAt, mail.DeadAt, mail.DueAt });
    }
}
