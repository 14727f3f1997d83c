using System.Globalization;
using System.Text;
using IncubatorHub.HardwareSim.Lines;

namespace IncubatorHub.HardwareSim.Doors;

/// <summary>
/// The controller's side of the door line: one gateway at a time (a new HELLO takes over), events in order until acknowledged,
/// commands answered.
/// </summary>
internal sealed class DoorLine(DoorController controller, TimeProvider time)
{
    /// <summary>Events under way without an acknowledgement; the rest wait in the buffer.</summary>
    public const int Window = 256;

    private static readonly TimeSpan WriteTimeout = TimeSpan.FromSeconds(10);
    private CancellationTokenSource? _current;

    public async Task Serve(Stream stream, CancellationToken cancellationToken)
    {
        using var session = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using var turn = new SemaphoreSlim(1);
        using var news = new SemaphoreSlim(0, 1);
        var sending = Task.CompletedTask;
        void Wake(object? sender, EventArgs e)
        {
            lock (controller.Gate)
                if (news.CurrentCount == 0) news.Release();
        }

        try
        {
            await foreach (var line in LineReader.Read(stream, session.Token))
            {
                var words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
                if (words is ["HELLO", "1"] && sending.IsCompleted)
                {
                    TakeOver(session);
                    await Write(stream, turn, Ready(), session.Token);
                    lock (controller.Gate) controller.Recorded += Wake;
                    sending = SendEvents(stream, turn, news, session);
                }
                else if (words is ["ACK", var seq] && long.TryParse(seq, NumberStyles.None, CultureInfo.InvariantCulture, out var acknowledged))
                {
                    lock (controller.Gate) controller.Events.Acknowledge(acknowledged);
                    Wake(null, EventArgs.Empty);
                }
                else
                {
                    await Write(stream, turn, Answer(words), session.Token);
                    if (words is ["HELLO", ..]) return;
                }
            }
        }
        finally
        {
            // It is raised under the gate: once we had the gate, nobody is inside the handler any more.
            lock (controller.Gate) controller.Recorded -= Wake;
            Interlocked.CompareExchange(ref _current, null, session);
            await session.CancelAsync();
            await sending;
        }
    }

    private void TakeOver(CancellationTokenSource session)
    {
        try
        {
            Interlocked.Exchange(ref _current, session)?.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // The earlier session ended by itself in this moment.
        }
    }

    private string Ready()
    {
        lock (controller.Gate)
            return string.Create(CultureInfo.InvariantCulture, $"READY {controller.Id} {controller.Events.OldestUnacknowledged}\n");
    }

    private string Answer(string[] words)
    {
        lock (controller.Gate)
        {
            return words switch
            {
                ["PING"] => "PONG\n",
                ["STATUS"] => string.Concat(controller.Doors.Select(d =>
                    $"STATE {Uri.EscapeDataString(d.Key)} contact={(d.IsOpen ? "open" : "closed")} lock={(d.IsLocked ? "locked" : "unlocked")}\n")),
                ["UNLOCK", var door, var seconds, var id] => Result(id, controller.Unlock(Uri.UnescapeDataString(door), Whole(seconds))),
                ["LOCK", var door, var id] => Result(id, controller.Lock(Uri.UnescapeDataString(door))),
                ["HELLO", ..] => "ERR - version\n",
                _ => "ERR - unknown-command\n",
            };
        }
    }

    private async Task SendEvents(Stream stream, SemaphoreSlim turn, SemaphoreSlim news, CancellationTokenSource session)
    {
        long sent = 0;
        try
        {
            while (true)
            {
                var text = new StringBuilder();
                lock (controller.Gate)
                {
                    foreach (var next in controller.Events.Window(Window).Where(e => e.Seq > sent))
                    {
                        text.Append(next.Line());
                        sent = next.Seq;
                    }

                    controller.Events.Sent(sent);
                }

                if (text.Length > 0) await Write(stream, turn, text.ToString(), session.Token);
                await news.WaitAsync(session.Token);
            }
        }
        catch (Exception e) when (e is OperationCanceledException or IOException)
        {
            // What was not acknowledged is still in the buffer; end the reading side as well.
            await session.CancelAsync();
        }
    }

    private async Task Write(Stream stream, SemaphoreSlim turn, string text, CancellationToken cancellationToken)
    {
        using var patience = new CancellationTokenSource(WriteTimeout, time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, patience.Token);
        await turn.WaitAsync(both.Token);
        try
        {
            await stream.WriteAsync(Encoding.ASCII.GetBytes(text), both.Token);
        }
        finally
        {
            turn.Release();
        }
    }

    private static string Result(string id, string? error) => error is null ? $"OK {id}\n" : $"ERR {id} {error}\n";

    private static int Whole(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : 0;
}
