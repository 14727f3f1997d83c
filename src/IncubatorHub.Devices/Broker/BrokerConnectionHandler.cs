using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Connections.Features;
using MQTTnet.Adapter;
using MQTTnet.Diagnostics.Logger;
using MQTTnet.Server;

namespace IncubatorHub.Devices.Broker;

/// <summary>Where Kestrel hands over a connection (TCP, TLS or WebSocket) and MQTTnet receives it.</summary>
internal sealed class BrokerConnectionHandler(ConnectGuard guard, ChannelTraits traits) : ConnectionHandler, IMqttServerAdapter
{
    private int _open;

    public Func<IMqttChannelAdapter, Task>? ClientHandler { get; set; }

    public override async Task OnConnectedAsync(ConnectionContext connection)
    {
        // A WebSocket would otherwise carry text frames.
        if (connection.Features.Get<ITransferFormatFeature>() is { } transfer) transfer.ActiveFormat = TransferFormat.Binary;
        using var ticket = guard.Watch(connection);
        if (ClientHandler is not { } handle || !await guard.AwaitConnect(connection.Transport)) return;

        if (Interlocked.Increment(ref _open) > traits.Options.MaxConnections)
        {
            Interlocked.Decrement(ref _open);
            traits.Log.TooManyConnections(traits.Options.MaxConnections, ticket.Address.ToString());
            return;
        }

        using var channel = new MqttChannel(connection, traits);
        using var stopping = connection.Features.Get<IConnectionLifetimeNotificationFeature>()?.ConnectionClosedRequested.Register(channel.Stop);
        try
        {
            await handle(channel);
        }
        finally
        {
            Interlocked.Decrement(ref _open);
            traits.Connections.Closed(channel, channel.CloseReason ?? "closed");
            if (channel.IsAdmitted) traits.Log.Disconnected(channel.Identity!.Key, channel.CloseReason ?? "closed");
        }
    }

    public Task StartAsync(MqttServerOptions options, IMqttNetLogger logger) => Task.CompletedTask;

    public Task StopAsync() => Task.CompletedTask;

    public void Dispose()
    {
    }
}
