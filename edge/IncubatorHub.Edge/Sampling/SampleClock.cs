namespace IncubatorHub.Edge.Sampling;

/// <summary>Ticks that lie on whole multiples of the interval since 1970: every 10 s is :00, :10, :20 on every gateway.</summary>
internal static class SampleClock
{
    /// <summary>The first tick after <paramref name="nowMs"/>. A tick that was slept through is skipped, never caught up.</summary>
    public static long NextTickMs(long nowMs, int everySeconds)
    {
        var every = everySeconds * 1000L;
        return (nowMs / every + 1) * every;
    }

    /// <summary>Waits for the next tick and returns its nominal time.</summary>
    public static async Task<long> WaitAsync(TimeProvider time, int everySeconds, CancellationToken cancel)
    {
        var next = NextTickMs(time.GetUtcNow().ToUnixTimeMilliseconds(), everySeconds);
        // A timer may fire a little early; the wall clock decides. It may also step back: never wait longer than two intervals.
        for (var i = 0; i < 2; i++)
        {
            var wait = next - time.GetUtcNow().ToUnixTimeMilliseconds();
            if (wait <= 0) break;
            await Task.Delay(TimeSpan.FromMilliseconds(Math.Min(wait, everySeconds * 1000L)), time, cancel);
        }
        return next;
    }
}
