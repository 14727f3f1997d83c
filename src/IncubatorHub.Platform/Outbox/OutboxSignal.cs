using System.Threading.Channels;

namespace IncubatorHub.Platform.Outbox;

/// <summary>Wakes the dispatcher after a commit. Holds one wake at most; a lost one costs a poll interval, never an event.</summary>
public sealed class OutboxSignal
{
    private readonly Channel<bool> _wakes = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    /// <summary>There may be something.</summary>
    public void Wake() => _wakes.Writer.TryWrite(true);

    internal async Task Wait(TimeSpan atMost, TimeProvider time, CancellationToken cancel)
    {
        using var timeout = new CancellationTokenSource(atMost, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancel, timeout.Token);
        try
        {
            await _wakes.Reader.ReadAsync(either.Token);
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            // The poll interval is over: look all the same.
        }
    }
}
