using System.Buffers;
using System.IO.Pipelines;

namespace IncubatorHub.Devices.Broker;

/// <summary>
/// The one way out of a connection. MQTTnet's packets and our acknowledgements share a <see cref="PipeWriter"/>, which allows one
/// writer at a time; a commit hands its acknowledgements to the thread pool, so that the store's writer never waits for a socket.
/// </summary>
internal sealed class AckOutlet(PipeWriter output, Action<string> close, Action<int> acknowledged) : IAckOutlet, IThreadPoolWorkItem, IDisposable
{
    private readonly SemaphoreSlim _gate = new(1, 1);
    private AckWindow? _window;
    private int _claimed;
    private int _requests;
    private volatile bool _closed;

    public bool IsVersion5 { get; set; }

    public PipeWriter Output => output;

    public void Attach(AckWindow window) => _window = window;

    public bool TryClaimFlush() => Interlocked.Exchange(ref _claimed, 1) == 0;

    public void Flush()
    {
        if (Interlocked.Increment(ref _requests) == 1) ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
    }

    public void CloseUnacknowledged() => close("a commit failed");

    public Task Enter(CancellationToken cancel) => _gate.WaitAsync(cancel);

    public void Leave() => _gate.Release();

    /// <summary>Writes what is ready; the caller holds the gate and flushes.</summary>
    public void WriteReady()
    {
        Volatile.Write(ref _claimed, 0);
        if (_window is { } window && !_closed && window.TakeReady(output, IsVersion5) is var taken and > 0) acknowledged(taken);
    }

    void IThreadPoolWorkItem.Execute() => _ = Drain();

    /// <summary>A last word before closing, when nobody else is writing.</summary>
    public void TrySay(ReadOnlySpan<byte> packet)
    {
        if (!_gate.Wait(0)) return;
        try
        {
            output.Write(packet);
            // Not awaited: Kestrel sends what is in the pipe before it closes the socket.
            _ = output.FlushAsync(CancellationToken.None).AsTask();
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <summary>No further write; true when nobody is writing just now.</summary>
    public bool TryEnd()
    {
        _closed = true;
        return _gate.Wait(0);
    }

    public void Dispose()
    {
        // The gate stays undisposed: a late commit may still pass through Drain, which then finds the outlet closed.
        _closed = true;
    }

    private async Task Drain()
    {
        while (!_closed)
        {
            var seen = Volatile.Read(ref _requests);
            try
            {
                await _gate.WaitAsync(CancellationToken.None);
                try
                {
                    WriteReady();
                    if (!_closed && output.UnflushedBytes > 0) await output.FlushAsync(CancellationToken.None);
                }
                finally
                {
                    _gate.Release();
                }
            }
            catch (Exception)
            {
                // The transport has gone. What was not acknowledged is sent again by the gateway and changes nothing.
                _closed = true;
                close("the transport failed while acknowledging");
            }

            if (Interlocked.Add(ref _requests, -seen) == 0) return;
        }
    }
}
