namespace IncubatorHub.Registry.Webhooks;

/// <summary>Where a delivery stands.</summary>
public enum DeliveryState
{
    Waiting,
    Delivered,

    /// <summary>Given up after <see cref="WebhookDelivery.GiveUpAfter"/>; may be sent again by hand.</summary>
    Failed,
}

/// <summary>One event for one subscription, written in the transaction of what it tells of, and what became of it.</summary>
public sealed class WebhookDelivery
{
    /// <summary>How long it is tried.</summary>
    public static readonly TimeSpan GiveUpAfter = TimeSpan.FromHours(24);

    /// <summary>Kept of a response: 1 KiB.</summary>
    public const int MaxResponseBytes = 1024;

    /// <summary>The newest that are kept of one subscription, whatever the log's days.</summary>
    public const int MaxKept = 10_000;

    /// <summary>Sorts by time; the <c>webhook-id</c> of every attempt, by which a receiver knows a repetition.</summary>
    public Guid Id { get; init; } = OrderedId.Next();

    public required Guid SubscriptionId { get; init; }

    /// <summary>The type in the envelope: <c>booking.moved</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>Counts this subscription's deliveries from 1, so that a receiver can tell their order and a gap.</summary>
    public required long Sequence { get; init; }

    /// <summary>The request's body, the same at every attempt.</summary>
    public required string Body { get; init; }

    /// <summary>UTC.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Until when it is tried, UTC; later when it is sent again by hand.</summary>
    public required DateTimeOffset GiveUpAt { get; init; }

    public DeliveryState State { get; init; }

    /// <summary>Not before this instant (UTC).</summary>
    public required DateTimeOffset DueAt { get; init; }

    /// <summary>Attempts so far.</summary>
    public int Attempts { get; init; }

    /// <summary>UTC; null before the first attempt.</summary>
    public DateTimeOffset? LastAttemptAt { get; init; }

    /// <summary>HTTP status of the last attempt; null when there was no answer.</summary>
    public int? LastStatus { get; init; }

    /// <summary>Why the last attempt failed; empty when it did not.</summary>
    public string LastError { get; init; } = "";

    /// <summary>How the last answer began, as far as it is text.</summary>
    public string LastResponse { get; init; } = "";

    /// <summary>How long the last attempt took.</summary>
    public int LastMilliseconds { get; init; }
}

internal sealed class WebhookDeliveryConfiguration : IEntityTypeConfiguration<WebhookDelivery>
{
    public void Configure(EntityTypeBuilder<WebhookDelivery> builder)
    {
        builder.ToTable("WebhookDeliveries");
        builder.Property(one => one.Kind).HasMaxLength(100);
        builder.Property(one => one.Body).HasMaxLength(20_000);
        builder.Property(one => one.LastError).HasMaxLength(300);
        builder.Property(one => one.LastResponse).HasMaxLength(WebhookDelivery.MaxResponseBytes);
        builder.HasIndex(one => new { one.SubscriptionId, one.Sequence }).IsUnique();
        builder.HasIndex(one => new { one.State, one.DueAt });
        builder.HasIndex(one => one.At);
        builder.HasOne<WebhookSubscription>().WithMany().HasForeignKey(one => one.SubscriptionId).OnDelete(DeleteBehavior.Restrict);
    }
}
