using System.Buffers;
using System.Threading.Channels;
using IncubatorHub.Edge.Drivers;
using IncubatorHub.Edge.Spool;
using IncubatorHub.Protocol;

namespace IncubatorHub.Edge.Uplinks;

/// <summary>How fast the pump may be.</summary>
/// <param name="Window">Publishes in flight at once.</param>
/// <param name="BacklogPerSecond">Backlog messages per second.</param>
internal sealed record PumpPace(int Window, int BacklogPerSecond);

/// <summary>
/// Empties the spool into an uplink. What is appended while connected is live and goes at once; what was there before is backlog and is
/// paced; events have a lane of their own and keep their order. Whatever fails ends the connection, and everything without an
/// acknowledgement is still in the spool for the next.
/// </summary>
internal sealed partial class UplinkPump(SpoolFile spool, IUplink uplink, PumpPace pace, Received received, TimeProvider time, ILogger<UplinkPump> log) : IDisposable
{
    private const int EventsPerMessage = 200;
    private const int EventBytesPerMessage = 400_000;

    private readonly SemaphoreSlim _window = new(pace.Window, pace.Window);

    /// <summary>Connections that were made after the first.</summary>
    public long Reconnects { get; private set; }

    public bool IsConnected { get; private set; }

    public async Task RunAsync(CancellationToken cancel)
    {
        var backoff = new Backoff(TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(2), Random.Shared);
        var connections = 0L;
        while (!cancel.IsCancellationRequested)
        {
            var wait = TimeSpan.Zero;
            try
            {
                await uplink.ConnectAsync(received, cancel);
                Reconnects = connections++;
                IsConnected = true;
                Connected(log, spool.Depth().TelemetryEntries);
                var start = time.GetTimestamp();
                try
                {
                    await PumpAsync(cancel);
                }
                finally
                {
                    // A line that breaks at once after each connect must not be tried without a pause.
                    if (time.GetElapsedTime(start) > TimeSpan.FromSeconds(30)) backoff.Reset();
                }
                wait = backoff.Next();
                Lost(log, "the hub closed the connection", wait.TotalSeconds);
            }
            catch (Exception e) when (!cancel.IsCancellationRequested)
            {
                wait = backoff.Next();
                Lost(log, e.GetBaseException().Message, wait.TotalSeconds);
            }
            catch (Exception)
            {
                // Asked to stop; MQTTnet reports a cancelled publish as one that timed out.
            }
            IsConnected = false;
            using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(2));
            await uplink.DisconnectAsync(limit.Token);
            if (!cancel.IsCancellationRequested) await Task.Delay(wait, time, cancel).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>Pumps over the present connection until it ends; throws what ended it, when anything did.</summary>
    internal async Task PumpAsync(CancellationToken cancel)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        var boundary = spool.LastTelemetrySequence();
        var telemetry = Signal();
        var events = Signal();
        void Wake()
        {
            telemetry.Writer.TryWrite(true);
            events.Writer.TryWrite(true);
        }
        spool.Appended += Wake;
        Wake();
        var acknowledged = Channel.CreateBounded<long>(pace.Window * 10);
        Task[] lanes =
        [
            LiveAsync(boundary, telemetry.Reader, acknowledged.Writer, ended.Token),
            BacklogAsync(boundary, acknowledged.Writer, ended.Token),
            EventsAsync(events.Reader, ended.Token),
            DeleteAsync(acknowledged.Reader, ended.Token),
        ];
        try
        {
            var running = lanes.Append(uplink.Disconnected).ToList();
            while (true)
            {
                var first = await Task.WhenAny(running);
                running.Remove(first);
                await first;
                if (first == uplink.Disconnected || running.Count == 0) return;
            }
        }
        finally
        {
            spool.Appended -= Wake;
            await ended.CancelAsync();
            await Task.WhenAll(lanes).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            // What the hub acknowledged in the last moment is safe there; deleting it now spares a repeat.
            Delete(Drain(acknowledged.Reader));
        }
    }

    private async Task LiveAsync(long cursor, ChannelReader<bool> appended, ChannelWriter<long> acknowledged, CancellationToken cancel)
    {
        using var lane = new PublishLane(spool.Epoch, uplink, time, _window, acknowledged, cancel);
        while (await lane.GuardAsync(appended.WaitToReadAsync(lane.Cancel).AsTask()))
        {
            appended.TryRead(out _);
            while (spool.ReadTelemetry(cursor, long.MaxValue, pace.Window) is { Count: > 0 } entries)
            {
                foreach (var entry in entries)
                {
                    await lane.StartAsync(entry);
                    cursor = entry.Sequence;
                }
            }
        }
    }

    private async Task BacklogAsync(long boundary, ChannelWriter<long> acknowledged, CancellationToken cancel)
    {
        using var lane = new PublishLane(spool.Epoch, uplink, time, _window, acknowledged, cancel);
        var cursor = 0L;
        var pause = TimeSpan.FromSeconds(1.0 / pace.BacklogPerSecond);
        while (spool.ReadTelemetry(cursor, boundary, pace.Window) is { Count: > 0 } entries)
        {
            foreach (var entry in entries)
            {
                await lane.StartAsync(entry);
                cursor = entry.Sequence;
                await lane.GuardAsync(Task.Delay(pause, time, lane.Cancel));
            }
        }
        await lane.FinishAsync();
    }

    /// <summary>One message in flight: the only window that keeps the order whatever is lost. A message carries up to 200 events, so it is no brake.</summary>
    private async Task EventsAsync(ChannelReader<bool> appended, CancellationToken cancel)
    {
        var cursor = 0L;
        while (await appended.WaitToReadAsync(cancel))
        {
            appended.TryRead(out _);
            while (spool.ReadEvents(cursor, EventsPerMessage, EventBytesPerMessage) is { Count: > 0 } events)
            {
                var output = new ArrayBufferWriter<byte>(512);
                EventWriter.Write(output, spool.Epoch, events);
                await uplink.PublishAsync(GatewayTopicKind.Events, output.WrittenMemory, cancel);
                cursor = events[^1].Sequence;
                spool.DeleteEvents([.. events.Select(e => e.Sequence)]);
            }
        }
    }

    private async Task DeleteAsync(ChannelReader<long> acknowledged, CancellationToken cancel)
    {
        while (await acknowledged.WaitToReadAsync(cancel)) Delete(Drain(acknowledged));
    }

    private void Delete(List<long> sequences)
    {
        if (sequences.Count == 0) return;
        try
        {
            spool.DeleteTelemetry(sequences);
        }
        catch (Microsoft.Data.Sqlite.SqliteException e)
        {
            // A full disk may refuse even this; the entries are sent again after the next connect and the hub knows them.
            NotDeleted(log, e, sequences.Count);
        }
    }

    private static List<long> Drain(ChannelReader<long> acknowledged)
    {
        var sequences = new List<long>();
        while (acknowledged.TryRead(out var sequence)) sequences.Add(sequence);
        return sequences;
    }

    public void Dispose() => _window.Dispose();

    private static Channel<bool> Signal() => Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    /// <summary>Publishes of one lane that run concurrently inside the common window; the first failure ends the lane.</summary>
    private sealed class PublishLane : IDisposable
    {
        private readonly string _epoch;
        private readonly IUplink _uplink;
        private readonly TimeProvider _time;
        private readonly SemaphoreSlim _window;
        private readonly ChannelWriter<long> _acknowledged;
        private readonly CancellationTokenSource _failed;
        private readonly HashSet<Task> _running = [];
        private volatile Exception? _error;

        public PublishLane(string epoch, IUplink uplink, TimeProvider time, SemaphoreSlim window, ChannelWriter<long> acknowledged, CancellationToken cancel)
        {
            (_epoch, _uplink, _time, _window) = (epoch, uplink, time, window);
            _acknowledged = acknowledged;
            _failed = CancellationTokenSource.CreateLinkedTokenSource(cancel);
            Cancel = _failed.Token;
        }

        public CancellationToken Cancel { get; }

        public async Task StartAsync(TelemetryEntry entry)
        {
            await GuardAsync(_window.WaitAsync(Cancel));
            lock (_running) _running.RemoveWhere(t => t.IsCompleted);
            var publish = PublishAsync(entry);
            lock (_running) _running.Add(publish);
        }

        public async Task FinishAsync()
        {
            Task[] all;
            lock (_running) all = [.. _running];
            await Task.WhenAll(all);
            ThrowIfFailed();
        }

        /// <summary>Awaits a step of the lane; when a publish failed meanwhile, throws that instead of the cancellation it caused.</summary>
        public async Task GuardAsync(Task step)
        {
            await step.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            ThrowIfFailed();
            await step;
        }

        public async Task<bool> GuardAsync(Task<bool> step)
        {
            await GuardAsync((Task)step);
            return await step;
        }

        public void Dispose()
        {
            // The publishes still hold the token; it is cancelled and left to them.
            _failed.Cancel();
        }

        private async Task PublishAsync(TelemetryEntry entry)
        {
            try
            {
                var sent = _time.GetUtcNow().ToUnixTimeMilliseconds();
                await _uplink.PublishAsync(GatewayTopicKind.Telemetry, TelemetryMessage.Write(_epoch, entry, sent), Cancel);
                await _acknowledged.WriteAsync(entry.Sequence, CancellationToken.None);
            }
            catch (Exception e)
            {
                _error ??= e;
                await _failed.CancelAsync();
            }
            finally
            {
                _window.Release();
            }
        }

        private void ThrowIfFailed()
        {
            if (_error is { } error) throw new IOException(error.Message, error);
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Uplink connected; {Backlog} telemetry entries wait in the spool and follow at the configured pace")]
    private static partial void Connected(ILogger log, long backlog);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Uplink lost ({Error}); everything unacknowledged stays in the spool, next attempt in {Seconds:0.0} s")]
    private static partial void Lost(ILogger log, string error, double seconds);

    [LoggerMessage(Level = LogLevel.Error, Message = "Spool did not delete {Count} acknowledged entries; they will be sent again")]
    private static partial void NotDeleted(ILogger log, Exception error, int count);
}
