using System.Text.Json;
using IncubatorHub.Protocol;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace IncubatorHub.Devices.Downlink;

/// <summary>Writes a gateway's answers to its commands; the answer is acknowledged once it is written.</summary>
internal sealed partial class TakeCommandAnswers(GatewayInbox inbox, HubWork work, TimeProvider time, ILogger<TakeCommandAnswers> logger) : IHostedService
{
    private const int MaxDetail = 4_000;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        inbox.Register(GatewayTopicKind.CommandAcknowledgement, Take);
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private async Task Take(GatewayMessage message, CancellationToken cancel)
    {
        if (Read(message.Payload) is not { } answer || StateOf(answer.Status) is not { } state || !Guid.TryParseExact(answer.Id, "N", out var id))
        {
            LogUnreadable(message.Gateway.Key, message.Payload.Length);
            return;
        }

        var known = await work.Run(nameof(TakeCommandAnswers), async db =>
        {
            // Only a command of this very gateway: an id that it guessed is nobody's.
            var command = await db.GatewayCommands.SingleOrDefaultAsync(one => one.Id == id && one.GatewayId == message.Gateway.Id, cancel);
            var detail = answer.Detail?.GetRawText();
            return command?.Answer(state, detail is { Length: > MaxDetail } ? null : detail, time.GetUtcNow()) is not null;
        }, cancel);
        if (!known)
            LogUnknown(message.Gateway.Key, answer.Id);
    }

    private static CommandState? StateOf(string status) => status switch
    {
        CommandAcknowledgement.Accepted => CommandState.Accepted,
        CommandAcknowledgement.Done => CommandState.Done,
        CommandAcknowledgement.Failed => CommandState.Failed,
        CommandAcknowledgement.Expired => CommandState.Expired,
        _ => null,
    };

    private static CommandAcknowledgement? Read(byte[] payload)
    {
        try
        {
            return JsonSerializer.Deserialize(payload, ProtocolJson.Default.CommandAcknowledgement);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Gateway} sent a command answer of {Bytes} bytes that cannot be read; it was acknowledged and ignored")]
    private partial void LogUnreadable(string gateway, int bytes);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Gateway} answered command {CommandId}, which is none of its own; ignored")]
    private partial void LogUnknown(string gateway, string commandId);
}
