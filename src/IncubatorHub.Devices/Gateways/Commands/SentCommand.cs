namespace IncubatorHub.Devices.Gateways.Commands;

/// <summary>Where a command stands.</summary>
public enum CommandState
{
    /// <summary>The gateway was not reached yet.</summary>
    Queued,

    /// <summary>Published to the connected gateway; no answer yet.</summary>
    Sent,

    /// <summary>The gateway took it and works on it.</summary>
    Accepted,

    /// <summary>Carried out.</summary>
    Done,

    /// <summary>Not carried out; the detail says why.</summary>
    Failed,

    /// <summary>Its time was over before it was carried out.</summary>
    Expired,
}

/// <summary>A command to a gateway. It lives here, not in a broker session: it is sent again on reconnect until it is answered or expires.</summary>
public sealed class SentCommand : Entity
{
    /// <summary>The gateway.</summary>
    public required Guid GatewayId { get; init; }

    /// <summary>The facility, as the gateway's.</summary>
    public required Guid FacilityId { get; init; }

    /// <summary>One of the wire contract's command kinds.</summary>
    public required string Kind { get; init; }

    /// <summary>What it acts on; null where none is needed.</summary>
    public string? Target { get; init; }

    /// <summary>JSON object; null when there is none.</summary>
    public string? Arguments { get; init; }

    /// <summary>UTC.</summary>
    public required DateTimeOffset IssuedAt { get; init; }

    /// <summary>From this instant on (UTC) it must not be carried out.</summary>
    public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>Where it stands.</summary>
    public CommandState State { get; private set; } = CommandState.Queued;

    /// <summary>The gateway's detail as JSON; null: none.</summary>
    public string? Detail { get; private set; }

    /// <summary>When <see cref="State"/> last changed (UTC).</summary>
    public DateTimeOffset StateAt { get; private set; }

    /// <summary>Whether nothing can happen to it any more.</summary>
    public bool IsOver => State is CommandState.Done or CommandState.Failed or CommandState.Expired;

    /// <summary>It was handed to the gateway's connection.</summary>
    public void MarkSent(DateTimeOffset at)
    {
        if (State is CommandState.Queued)
            (State, StateAt) = (CommandState.Sent, at);
    }

    /// <summary>The gateway answered. What is over stays as it is, except that a late "done" or "failed" corrects "expired": it tells what happened.</summary>
    public bool Answer(CommandState state, string? detail, DateTimeOffset at)
    {
        var tellsWhatHappened = state is CommandState.Done or CommandState.Failed;
        if (IsOver && !(State is CommandState.Expired && tellsWhatHappened))
            return false;
        (State, Detail, StateAt) = (state, detail, at);
        return true;
    }

    /// <summary>Its time is over.</summary>
    public void Expire(DateTimeOffset at)
    {
        if (!IsOver)
            (State, StateAt) = (CommandState.Expired, at);
    }
}

internal sealed class SentCommandConfiguration : IEntityTypeConfiguration<SentCommand>
{
    public void Configure(EntityTypeBuilder<SentCommand> builder)
    {
        builder.ToTable("GatewayCommands").BelongsToFacility(command => command.FacilityId, Audience.Staff);
        builder.Property(command => command.Kind).HasMaxLength(40);
        builder.Property(command => command.Target).HasMaxLength(130);
        builder.Property(command => command.Arguments).HasMaxLength(SendCommand.MaxArgumentsLength);
        builder.Property(command => command.Detail).HasMaxLength(4000);
        builder.HasIndex(command => new { command.GatewayId, command.State });
        builder.HasIndex(command => new { command.State, command.ExpiresAt });
        builder.HasOne<Gateway>().WithMany().HasForeignKey(command => command.GatewayId).OnDelete(DeleteBehavior.Restrict);
    }
}
