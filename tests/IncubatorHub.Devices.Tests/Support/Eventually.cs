namespace IncubatorHub.Devices.Tests.Support;

internal static class Eventually
{
    /// <summary>Waits until the condition holds; after 15 s it fails and says what it waited for.</summary>
    public static async Task Holds(Func<bool> condition, string what) => await Holds(() => Task.FromResult(condition()), what);

    public static async Task Holds(Func<Task<bool>> condition, string what)
    {
        var start = TimeProvider.System.GetTimestamp();
        while (!await condition())
        {
            if (TimeProvider.System.GetElapsedTime(start) > TimeSpan.FromSeconds(15)) throw new TimeoutException("Waited 15 s for: " + what);
            await Task.Delay(TimeSpan.FromMilliseconds(10), TimeProvider.System, TestContext.Current.CancellationToken);
        }
    }
}
