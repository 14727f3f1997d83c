namespace IncubatorHub.HardwareSim.Tests;

/// <summary>Waiting with a deadline that says what for.</summary>
internal static class Eventually
{
    public static async Task True(Func<bool> condition, string waitedFor, int seconds = 10)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        deadline.CancelAfter(TimeSpan.FromSeconds(seconds));
        while (!condition())
        {
            if (deadline.IsCancellationRequested) throw new TimeoutException($"Waited {seconds} s in vain for: {waitedFor}.");
            await Task.Delay(TimeSpan.FromMilliseconds(10), TimeProvider.System, CancellationToken.None);
        }
    }
}
