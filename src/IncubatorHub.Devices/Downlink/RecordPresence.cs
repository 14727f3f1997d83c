using System.Text.Json;
using IncubatorHub.Protocol;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace IncubatorHub.Devices.Downlink;

/// <summary>
/// Writes who is connected into the gateways' rows: at each change, and every 20 seconds as a whole, which heals missed changes and a hub that
/// died while gateways were connected. Evidence comes from the connection; the state message (also the will) brings the spool's epoch.
/// </summary>
internal sealed partial class RecordPresence(
    GatewayConnections connections, GatewayInbox inbox, HubWork work, Deliveries deliveries, TimeProvider time, ILogger<RecordPresence> logger) : BackgroundService
{
    private const int QueuedChanges = 4_096;
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(20);

    public override Task StartAsync(CancellationToken cancellationToken)
    {
        inbox.Register(GatewayTopicKind.State, TakeState);
        return base.StartAsync(cancellationToken);
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.WhenAll(Follow(stoppingToken), Reconcile(stoppingToken));

    private async Task Follow(CancellationToken cancel)
    {
        await foreach (var change in connections.Changes(QueuedChanges, cancel))
        {
            try
            {
                await Write(change.Value, cancel);
                if (change.Value.IsConnected)
                    deliveries.Announce(change.Value.Gateway.GatewayId);
            }
            catch (Exception exception) when (!cancel.IsCancellationRequested)
            {
                LogNotWritten(exception, change.Value.Gateway.Key, Interval);
            }
        }
    }

    private async Task Reconcile(CancellationToken cancel)
    {
        using var timer = new PeriodicTimer(Interval, time);
        do
        {
            try
            {
                await WriteAll(cancel);
            }
            catch (Exception exception) when (!cancel.IsCancellationRequested)
            {
                LogNotWritten(exception, "all gateways", Interval);
            }
        }
        while (await timer.WaitForNextTickAsync(cancel));
    }

    private Task<int> Write(PresenceChange change, CancellationToken cancel) => work.Run(nameof(RecordPresence), async db =>
    {
        if (await db.Gateways.SingleOrDefaultAsync(one => one.Id == change.Gateway.GatewayId, cancel) is not { } gateway)
            return 0;
        // The connection may be back already; what is true now counts.
        Note(gateway, connections.Find(gateway.Id), change.Gateway.LastHeardAt);
        return 1;
    }, cancel);

    /// <summary>Brings every row in line with the connections. Also called by tests.</summary>
    internal Task<int> WriteAll(CancellationToken cancel) => work.Run(nameof(RecordPresence), async db =>
    {
        var live = connections.Connected.ToDictionary(one => one.GatewayId);
        var ids = live.Keys.ToList();
        var rows = await db.Gateways.Where(one => one.IsOnline || ids.Contains(one.Id)).ToListAsync(cancel);
        foreach (var gateway in rows)
        {
            // Its connection was missed, so nobody has looked yet whether something waits for it.
            if (!gateway.IsOnline)
                deliveries.Announce(gateway.Id);
            Note(gateway, live.GetValueOrDefault(gateway.Id), gateway.LastHeardAt);
        }

        return rows.Count;
    }, cancel);

    private void Note(Gateway gateway, LiveGateway? live, DateTimeOffset? heard)
    {
        if (gateway.IsOnline != live is not null)
            (gateway.IsOnline, gateway.OnlineChangedAt) = (live is not null, time.GetUtcNow());
        var latest = live?.LastHeardAt ?? heard;
        if (latest > (gateway.LastHeardAt ?? DateTimeOffset.MinValue))
            gateway.LastHeardAt = latest;
    }

    private async Task TakeState(GatewayMessage message, CancellationToken cancel)
    {
        if (Read(message.Payload) is not { } state)
        {
            LogUnreadableState(message.Gateway.Key, message.Payload.Length);
            return;
        }

        await work.Run(nameof(RecordPresence), async db =>
        {
            var gateway = await db.Gateways.SingleAsync(one => one.Id == message.Gateway.Id, cancel);
            // A will tells of the connection that died: it says nothing of the one that may stand now.
            if (state.State == Protocol.GatewayState.Online && state.Epoch is { } epoch)
                gateway.LastEpoch = epoch;
            Note(gateway, connections.Find(gateway.Id), message.ReceivedAt);
            return 0;
        }, cancel);
    }

    private static Protocol.GatewayState? Read(byte[] payload)
    {
        try
        {
            var state = JsonSerializer.Deserialize(payload, ProtocolJson.Default.GatewayState);
            // What a column cannot hold would fail the write, close the connection, and come again for ever.
            return state?.Epoch is { } epoch && !EpochRule.IsValid(epoch) ? null : state;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Presence of {Gateway} could not be written; it is written again within {Interval}")]
    private partial void LogNotWritten(Exception exception, string gateway, TimeSpan interval);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Gateway} sent a state message of {Bytes} bytes that cannot be read; it was acknowledged and ignored")]
    private partial void LogUnreadableState(string gateway, int bytes);
}
