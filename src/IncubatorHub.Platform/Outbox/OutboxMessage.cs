using IncubatorHub.Platform.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IncubatorHub.Platform.Outbox;

/// <summary>Where an event stands on its way to one handler.</summary>
public enum OutboxState
{
    /// <summary>To be handled, perhaps again.</summary>
    Waiting,

    /// <summary>Handled; kept for seven days.</summary>
    Handled,

    /// <summary>Given up after <see cref="OutboxDispatcher.MaxAttempts"/> attempts; kept, shown, and may be set to wait again.</summary>
    Dead,
}

/// <summary>One event for one handler, written in the transaction of what happened.</summary>
public sealed class OutboxMessage
{
    /// <summary>A handler gets its events in this order as long as none fails.</summary>
    public Guid Id { get; init; } = OrderedId.Next();

    /// <summary>The event's stable name.</summary>
    public required string Event { get; init; }

    /// <summary>The handler's name.</summary>
    public required string Handler { get; init; }

    /// <summary>JSON of the event.</summary>
    public required string Payload { get; init; }

    /// <summary>UTC.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Not before this instant (UTC).</summary>
    public DateTimeOffset DueAt { get; set; }

    /// <summary>Attempts so far.</summary>
    public int Attempts { get; set; }

    /// <summary>Where it stands.</summary>
    public OutboxState State { get; set; }

    /// <summary>UTC; null until handled.</summary>
    public DateTimeOffset? HandledAt { get; set; }

    /// <summary>The last failure, cut at 500 characters.</summary>
    public string? LastError { get; set; }
}

internal sealed class OutboxMessageConfiguration : IEntityTypeConfiguration<OutboxMessage>
{
    public void Configure(EntityTypeBuilder<OutboxMessage> builder)
    {
        builder.ToTable("OutboxMessages");
        builder.Property(message => message.Event).HasMaxLength(100);
        builder.Property(message => message.Handler).HasMaxLength(200);
        builder.Property(message => message.LastError).HasMaxLength(500);
        builder.HasIndex(message => new { message.State, message.DueAt });
    }
}
