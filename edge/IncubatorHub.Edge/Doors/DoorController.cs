using System.Collections.Concurrent;
using System.Globalization;
using System.Net.Sockets;
using IncubatorHub.Edge.Drivers;
using IncubatorHub.Edge.Spool;
using IncubatorHub.Protocol;
using IncubatorHub.Protocol.Configuration;

namespace IncubatorHub.Edge.Doors;

/// <summary>Refused by the door controller, with its code.</summary>
internal sealed class DoorRefusal(string code) : Exception($"The door controller refused: {code}")
{
    public string Code { get; } = code;
}

/// <summary>
/// The connection to one door controller. Its events are acknowledged only when they are in the spool, and told apart from repeats by
/// controller id and number in the same transaction; what was not acknowledged comes again after each reconnect.
/// </summary>
internal sealed partial class DoorController(
    DoorControllerConfiguration configuration, SpoolFile spool, SpoolWriter writer, TimeProvider time, ILogger<DoorController> log) : IDriver, IAsyncDisposable
{
    private static readonly TimeSpan PingEvery = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(40);
    private static readonly TimeSpan AnswerLimit = TimeSpan.FromSeconds(5);

    private readonly ConcurrentDictionary<string, TaskCompletionSource<string?>> _pending = new(StringComparer.Ordinal);
    private readonly SemaphoreSlim _writing = new(1, 1);
    private volatile LineStream? _stream;
    private long _commands;

    public string Name => configuration.Name;

    public async Task RunAsync(CancellationToken cancel)
    {
        var backoff = new Backoff(TimeSpan.FromMilliseconds(500), TimeSpan.FromSeconds(30), Random.Shared);
        bool? isOnline = null;
        while (true)
        {
            var error = "The controller closed the connection.";
            try
            {
                using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
                using (var limit = Limit(AnswerLimit, cancel)) await socket.ConnectAsync(configuration.Host, configuration.Port, limit.Token);
                await using var connection = new NetworkStream(socket, ownsSocket: false);
                var stream = new LineStream(connection);
                var controller = await GreetAsync(stream, cancel);
                if (isOnline != true) writer.Add(Events.Of(Now, EventKinds.DoorControllerOnline, Name, ("controller", controller)));
                isOnline = true;
                backoff.Reset();
                _stream = stream;
                await ServeAsync(stream, controller, cancel);
            }
            catch (Exception) when (cancel.IsCancellationRequested)
            {
                throw;
            }
            catch (Exception e)
            {
                error = e is OperationCanceledException ? "The controller does not answer." : e.Message;
            }
            finally
            {
                _stream = null;
                foreach (var pending in _pending.Values) pending.TrySetException(new IOException("The connection to the door controller was lost."));
            }
            if (isOnline != false)
            {
                writer.Add(Events.Of(Now, EventKinds.DoorControllerOffline, Name, ("error", error)));
                Lost(log, Name, error);
            }
            isOnline = false;
            await Task.Delay(backoff.Next(), time, cancel);
        }
    }

    /// <summary>Unlocks a door; returns when the controller confirmed.</summary>
    /// <exception cref="DoorRefusal">The controller said no.</exception>
    /// <exception cref="TimeoutException">It said nothing within 5 s.</exception>
    /// <exception cref="IOException">There is no connection.</exception>
    public Task UnlockAsync(string door, int seconds, CancellationToken cancel) =>
        CommandAsync(id => $"UNLOCK {Uri.EscapeDataString(door)} {seconds.ToString(CultureInfo.InvariantCulture)} {id}", cancel);

    /// <summary>Locks a door at once; see <see cref="UnlockAsync"/>.</summary>
    public Task LockAsync(string door, CancellationToken cancel) => CommandAsync(id => $"LOCK {Uri.EscapeDataString(door)} {id}", cancel);

    public bool IsConnected => _stream is not null;

    public bool MayMove(string door) => configuration.AllowCommands && configuration.Doors.Contains(door, StringComparer.Ordinal);

    private async Task<string> GreetAsync(LineStream stream, CancellationToken cancel)
    {
        using var limit = Limit(AnswerLimit, cancel);
        await stream.WriteAsync("HELLO 1\n", limit.Token);
        var answer = await stream.ReadAsync(limit.Token);
        var parts = answer?.Split(' ', StringSplitOptions.RemoveEmptyEntries) ?? [];
        if (parts is not ["READY", var controller, _]) throw new InvalidDataException("The controller did not answer HELLO 1 with READY.");
        return controller;
    }

    private async Task ServeAsync(LineStream stream, string controller, CancellationToken cancel)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        var pinging = PingAsync(stream, ended.Token);
        try
        {
            while (true)
            {
                using var limit = Limit(Silence, cancel);
                if (await stream.ReadAsync(limit.Token) is not { } line) return;
                await TakeAsync(stream, controller, line, cancel);
            }
        }
        finally
        {
            await ended.CancelAsync();
            await pinging;
        }
    }

    private async Task TakeAsync(LineStream stream, string controller, string line, CancellationToken cancel)
    {
        var parts = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        switch (parts)
        {
            case ["EVT", ..] when DoorLine.Parse(line, controller, Now) is { } door:
                // When the disk refuses, the exception ends the connection: no acknowledgement, and the controller keeps the event.
                if (!spool.AppendDoorEvent(controller, door.Sequence, door.Event)) Repeated(log, Name, door.Sequence);
                await SendAsync(stream, $"ACK {door.Sequence.ToString(CultureInfo.InvariantCulture)}\n", cancel);
                break;
            case ["OK", var id, ..]:
                if (_pending.TryGetValue(id, out var done)) done.TrySetResult(null);
                break;
            case ["ERR", var id, ..]:
                if (_pending.TryGetValue(id, out var refused)) refused.TrySetResult(parts.Length > 2 ? parts[2] : "unknown");
                break;
            case ["PING", ..]:
                await SendAsync(stream, "PONG\n", cancel);
                break;
            case ["PONG", ..] or ["STATE", ..]:
                break;
            default:
                Unknown(log, Name, line.Length);
                break;
        }
    }

    private async Task PingAsync(LineStream stream, CancellationToken cancel)
    {
        try
        {
            while (true)
            {
                await Task.Delay(PingEvery, time, cancel);
                await SendAsync(stream, "PING\n", cancel);
            }
        }
        catch (Exception e) when (e is OperationCanceledException or IOException or ObjectDisposedException)
        {
            // The reading side ends with the same connection and reports it.
        }
    }

    private async Task CommandAsync(Func<string, string> line, CancellationToken cancel)
    {
        var stream = _stream ?? throw new IOException("There is no connection to the door controller.");
        var id = "c" + Interlocked.Increment(ref _commands).ToString(CultureInfo.InvariantCulture);
        var answer = new TaskCompletionSource<string?>(TaskCreationOptions.RunContinuationsAsynchronously);
        _pending[id] = answer;
        try
        {
            await SendAsync(stream, line(id) + "\n", cancel);
            if (await answer.Task.WaitAsync(AnswerLimit, time, cancel) is { } code) throw new DoorRefusal(code);
        }
        finally
        {
            _pending.TryRemove(id, out _);
        }
    }

    private async Task SendAsync(LineStream stream, string text, CancellationToken cancel)
    {
        await _writing.WaitAsync(cancel);
        try
        {
            await stream.WriteAsync(text, cancel);
        }
        finally
        {
            _writing.Release();
        }
    }

    private CancellationTokenSource Limit(TimeSpan limit, CancellationToken cancel)
    {
        var source = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        source.CancelAfter(limit);
        return source;
    }

    public ValueTask DisposeAsync()
    {
        _writing.Dispose();
        return ValueTask.CompletedTask;
    }

    private long Now => time.GetUtcNow().ToUnixTimeMilliseconds();

    [LoggerMessage(Level = LogLevel.Warning, Message = "Door controller {Controller} is lost ({Error}); it keeps its events and is tried again with backoff")]
    private static partial void Lost(ILogger log, string controller, string error);

    [LoggerMessage(Level = LogLevel.Information, Message = "Door controller {Controller} repeated event {Number}, which is in the spool; acknowledged again")]
    private static partial void Repeated(ILogger log, string controller, long number);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Door controller {Controller} sent a line of {Length} characters that the protocol does not know; ignored")]
    private static partial void Unknown(ILogger log, string controller, int length);
}
