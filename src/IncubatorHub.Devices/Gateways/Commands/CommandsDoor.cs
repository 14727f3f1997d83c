namespace IncubatorHub.Devices.Gateways.Commands;

/// <summary>How upper modules command a gateway, inside their own transaction.</summary>
public static class CommandsDoor
{
    /// <summary>
    /// Queues a command, in place of those of the same kind and target that the gateway has not taken yet: for things that a gateway is told whole
    /// each time, so that after a day without a line only the newest waits.
    /// </summary>
    /// <param name="db">The caller's context; the caller saves.</param>
    /// <param name="outbox">The caller's outbox.</param>
    /// <param name="gateway">The gateway; one that is suspended or retired is told when it comes back, if the command still stands.</param>
    /// <param name="kind">One of the wire contract's kinds.</param>
    /// <param name="target">At most 130 characters.</param>
    /// <param name="arguments">JSON object of at most 4,000 characters.</param>
    /// <param name="issuedAt">UTC.</param>
    /// <param name="expiresAt">UTC, excluded.</param>
    /// <param name="cancel">Ends the wait.</param>
    public static async Task<SentCommand> Replace(
        HubDbContext db, EventOutbox outbox, Gateway gateway, string kind, string target, string arguments, DateTimeOffset issuedAt, DateTimeOffset expiresAt, CancellationToken cancel)
    {
        var waiting = await db.GatewayCommands.Where(one => one.GatewayId == gateway.Id && one.Kind == kind && one.Target == target
            && (one.State == CommandState.Queued || one.State == CommandState.Sent)).ToListAsync(cancel);
        foreach (var earlier in waiting)
            earlier.Expire(issuedAt);
        var command = new SentCommand
        {
            GatewayId = gateway.Id, FacilityId = gateway.FacilityId, Kind = kind, Target = target, Arguments = arguments, IssuedAt = issuedAt, ExpiresAt = expiresAt,
        };
        db.Add(command);
        outbox.Publish(new CommandQueued(gateway.Id));
        return command;
    }
}
