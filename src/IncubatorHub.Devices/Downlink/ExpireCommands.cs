using Quartz;

namespace IncubatorHub.Devices.Downlink;

/// <summary>Closes commands whose time is over. What a gateway answers later still corrects the row.</summary>
[DisallowConcurrentExecution]
internal sealed class ExpireCommands(HubWork work, TimeProvider time) : IJob
{
    /// <summary>How often it runs.</summary>
    public static readonly TimeSpan Every = TimeSpan.FromSeconds(15);

    /// <summary>An answer may be under way when the time is over.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(5);

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) =>
        await Expire(cancellationToken);

    internal Task<int> Expire(CancellationToken cancel) => work.Run(nameof(ExpireCommands), async db =>
    {
        var now = time.GetUtcNow();
        var over = now - Grace;
        var rows = await db.GatewayCommands
            .Where(one => one.ExpiresAt <= over && (one.State == CommandState.Queued || one.State == CommandState.Sent || one.State == CommandState.Accepted))
            .OrderBy(one => one.ExpiresAt).Take(1_000).ToListAsync(cancel);
        foreach (var command in rows)
            command.Expire(now);
        return rows.Count;
    }, cancel);
}
