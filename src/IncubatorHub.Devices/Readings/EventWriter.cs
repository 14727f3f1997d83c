using System.Threading.Channels;
using IncubatorHub.Protocol;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace IncubatorHub.Devices.Readings;

/// <summary>
/// The one writer of events and quarantine entries: takes whatever is queued into one transaction, then settles it. A failed commit
/// settles its messages as failed (their connections close without an acknowledgement), drops what is still queued of those connections,
/// for it would overtake what failed, and goes on with the others.
/// </summary>
internal sealed class EventWriter : BackgroundService
{
    private const int MaxMessagesPerCommit = 512;
    private const int MaxBytesPerCommit = 4 << 20;

    private readonly IServiceScopeFactory _scopes;
    private readonly LiveEvents _live;
    private readonly TimeProvider _time;
    private readonly ILogger<EventWriter> _log;
    private readonly QuarantineShelf _shelf;
    private readonly Channel<IngestRecord> _queue;
    private InsertOnce<StoredEvent>? _insert;
    private volatile string? _failure;
    private DateTimeOffset _failingSince;

    public EventWriter(IServiceScopeFactory scopes, LiveEvents live, IOptions<IngestOptions> options, TimeProvider time, ILogger<EventWriter> log)
    {
        (_scopes, _live, _time, _log) = (scopes, live, time, log);
        _shelf = new QuarantineShelf(options.Value, log);
        _queue = Channel.CreateBounded<IngestRecord>(new BoundedChannelOptions(options.Value.EventQueue) { SingleReader = true });
    }

    /// <summary>Why the last commit failed; null while commits succeed.</summary>
    public string? Failure => _failure;

    /// <summary>Queues a record; waits while the queue is full. Fails once the writer has stopped.</summary>
    public ValueTask Enqueue(IngestRecord record) =>
        _queue.Writer.TryWrite(record) ? ValueTask.CompletedTask : _queue.Writer.WriteAsync(record, CancellationToken.None);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var taken = new List<IngestRecord>();
        try
        {
            while (await _queue.Reader.WaitToReadAsync(stoppingToken))
            {
                Take(taken);
                if (taken.Count > 0)
                    await Store(taken, stoppingToken);
                taken.Clear();
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // What is still queued was never acknowledged: the gateways keep it and send it again.
            _queue.Writer.TryComplete();
            while (_queue.Reader.TryRead(out var rest)) rest.Publish.Settle(durable: false);
        }
    }

    private void Take(List<IngestRecord> taken)
    {
        var bytes = 0;
        while (taken.Count < MaxMessagesPerCommit && bytes < MaxBytesPerCommit && _queue.Reader.TryRead(out var record))
        {
            if (record.Publish.WouldOvertake)
            {
                record.Publish.Settle(durable: false);
                continue;
            }

            taken.Add(record);
            bytes += record.Bytes;
        }
    }

    private async Task Store(List<IngestRecord> taken, CancellationToken cancel)
    {
        var stored = new List<StoredEvent>();
        var durable = false;
        try
        {
            await Commit(taken, stored, cancel);
            durable = true;
            Recovered();
        }
        catch (Exception e)
        {
            Failed(e, taken.Count);
        }

        if (durable) Count(taken, stored);
        foreach (var record in taken)
            if (record.Publish.Settle(durable) is { } flush)
                flush.Flush();
        if (durable) foreach (var one in stored) _live.Publish(one);
    }

    private async Task Commit(List<IngestRecord> taken, List<StoredEvent> stored, CancellationToken cancel)
    {
        await using var scope = _scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CallerContext>().Caller = Caller.System;
        var db = scope.ServiceProvider.GetRequiredService<HubDbContext>();
        _insert ??= new InsertOnce<StoredEvent>(db, nameof(StoredEvent.GatewayId), nameof(StoredEvent.Epoch), nameof(StoredEvent.Sequence));
        await using var transaction = await db.BeginWriting(cancel);
        foreach (var record in taken)
        {
            foreach (var one in record.Events)
            {
                var row = RowOf(one, record.Publish);
                if (await _insert.Insert(db, row, cancel)) stored.Add(row);
            }

            if (record.Quarantine is not null) await _shelf.Put(db, record, cancel);
        }

        await transaction.CommitAsync(cancel);
    }

    private static StoredEvent RowOf(GatewayEvent one, PendingPublish publish) => new()
    {
        FacilityId = publish.Gateway.FacilityId,
        GatewayId = publish.Gateway.Id,
        Epoch = one.Epoch,
        Sequence = one.Sequence,
        OccurredAt = DateTimeOffset.FromUnixTimeMilliseconds(one.TimeMs),
        ReceivedAt = publish.ReceivedAt,
        Kind = one.Kind,
        Source = one.Source,
        Detail = one.Detail.IsEmpty ? null : System.Text.Encoding.UTF8.GetString(one.Detail.Span),
    };

    private static void Count(List<IngestRecord> taken, List<StoredEvent> stored)
    {
        var fresh = stored.CountBy(e => e.GatewayId).ToDictionary();
        foreach (var group in taken.GroupBy(r => r.Publish.Gateway.Id))
        {
            var counts = group.First().Publish.Gateway.Counts;
            var isNew = fresh.GetValueOrDefault(group.Key);
            counts.Add(IngestCount.EventsStored, isNew);
            counts.Add(IngestCount.EventsDuplicate, group.Sum(r => r.Events.Count) - isNew);
            counts.Add(IngestCount.PartsQuarantined, group.Sum(r => r.Quarantine?.Parts ?? 0));
            counts.Add(IngestCount.MessagesQuarantined, group.Count(r => r.Quarantine is not null));
        }
    }

    private void Failed(Exception cause, int messages)
    {
        if (_failure is null) _failingSince = _time.GetUtcNow();
        _failure = cause.GetBaseException().Message;
        _log.EventCommitFailed(cause, messages);
    }

    private void Recovered()
    {
        if (_failure is null) return;
        _failure = null;
        _log.EventCommitRecovered((_time.GetUtcNow() - _failingSince).TotalSeconds);
    }
}
