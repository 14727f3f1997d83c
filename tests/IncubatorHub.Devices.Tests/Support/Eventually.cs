namespace IncubatorHub.Devices.Tests.Support;

internal static class Eventually
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    /// <summary>Waits until the condition holds; after 15 s, or the time given, it fails and says what it waited for.</summary>
    public static Task Holds(Func<bool> condition, string what, TimeSpan? within = null) => Holds(() => Task.FromResult(condition()), what, within);

    public static async Task Holds(Func<Task<bool>> condition, string what, TimeSpan? within = null)
    {
        var patience = within ?? Patience;
        var start = TimeProvider.System.GetTimestamp();
        while (!await condition())
        {
            if (TimeProvider.System.GetElapsedTime(start) > patience) throw new TimeoutException($"Waited {patience.TotalSeconds} s for: {what}");
            await Task.Delay(TimeSpan.FromMilliseconds(10), TimeProvider.System, TestContext.Current.CancellationToken);
        }
    }
}
