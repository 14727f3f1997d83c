using System.Buffers;
using System.Text;
using IncubatorHub.Protocol;
using Microsoft.Extensions.Logging;

namespace IncubatorHub.Devices.Readings;

/// <summary>
/// Where every publish on an ingest topic arrives, from whichever way. Reads it at once (the payload is the pipe's own memory), queues
/// what it holds, and lets the writers settle it.
/// </summary>
internal sealed class IngestDesk(TelemetryIngest telemetry, EventIngest events, EventWriter writer, ILogger<IngestDesk> log)
{
    /// <summary>Completes at once, or when a full queue has room again. Never throws: what fails is settled as failed.</summary>
    public ValueTask Accept(PendingPublish publish, GatewayTopicKind kind, in ReadOnlySequence<byte> contentType, in ReadOnlySequence<byte> payload) =>
        Accept(publish, kind, TextOf(contentType), payload);

    public ValueTask Accept(PendingPublish publish, GatewayTopicKind kind, string? contentType, in ReadOnlySequence<byte> payload)
    {
        publish.Gateway.Counts.Add(IngestCount.PublishesReceived, 1);
        IngestWork work;
        try
        {
            work = Read(publish, kind, contentType, payload);
        }
        catch (Exception e)
        {
            log.IngestFailed(e, publish.Gateway.Key);
            publish.Settle(durable: false)?.Flush();
            return ValueTask.CompletedTask;
        }

        return Queue(publish, work);
    }

    /// <summary>Reads without queueing. A batch in the answer must be queued or returned.</summary>
    public IngestWork Read(PendingPublish publish, GatewayTopicKind kind, string? contentType, in ReadOnlySequence<byte> payload) =>
        kind == GatewayTopicKind.Telemetry ? telemetry.Read(publish, contentType, payload) : events.Read(publish, contentType, payload);

    /// <summary>Queues what was read and gives up the reading's hold on the publish.</summary>
    public ValueTask Queue(PendingPublish publish, IngestWork work)
    {
        var waiting = ValueTask.CompletedTask;
        if (work.Record is { } record)
        {
            publish.AddPart();
            waiting = writer.Enqueue(record);
        }

        if (work.Batch is null && waiting.IsCompletedSuccessfully)
        {
            publish.Settle(durable: true)?.Flush();
            return waiting;
        }

        if (waiting.IsCompletedSuccessfully)
        {
            publish.AddPart();
            var queued = telemetry.Enqueue(work.Batch!);
            if (queued.IsCompletedSuccessfully)
            {
                publish.Settle(durable: true)?.Flush();
                return ValueTask.CompletedTask;
            }

            return Finish(publish, queued, null);
        }

        return Finish(publish, waiting, work.Batch);
    }

    private async ValueTask Finish(PendingPublish publish, ValueTask first, Telemetry.ReadingBatch? then)
    {
        var queued = false;
        try
        {
            await first;
            if (then is not null)
            {
                publish.AddPart();
                await telemetry.Enqueue(then);
            }

            queued = true;
        }
        catch (Exception e)
        {
            // The part that was not queued will never be settled by a writer, so it is settled here, with the reading's own hold.
            log.IngestFailed(e, publish.Gateway.Key);
            publish.Settle(durable: false)?.Flush();
        }

        publish.Settle(queued)?.Flush();
    }

    private static string? TextOf(in ReadOnlySequence<byte> contentType) =>
        contentType.IsEmpty ? null
        : contentType.Length == ContentTypes.Json.Length && contentType.IsSingleSegment && contentType.FirstSpan.SequenceEqual("application/json"u8) ? ContentTypes.Json
        : contentType.Length > 128 ? "(too long)"
        : Encoding.UTF8.GetString(contentType);
}

/// <summary>What one publish leaves to be done: readings for the telemetry store, a record for the writer of events and quarantine.</summary>
internal readonly record struct IngestWork(Telemetry.ReadingBatch? Batch, IngestRecord? Record);

/// <summary>One publish's rows in the hub's database; they become durable together.</summary>
internal sealed record IngestRecord(PendingPublish Publish, IReadOnlyList<GatewayEvent> Events, QuarantineDraft? Quarantine)
{
    /// <summary>What it weighs in a commit.</summary>
    public int Bytes => Publish.PayloadBytes + 256;
}
