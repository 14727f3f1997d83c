using System.Diagnostics;

namespace IncubatorHub.EndToEnd.Tests.Support;

/// <summary>Waits on conditions, always with a deadline that says what it waited for.</summary>
internal static class Until
{
    public static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static Task Holds(Func<bool> condition, TimeSpan patience, string what, Func<string>? evidence = null) =>
        Holds(() => Task.FromResult(condition()), patience, what, evidence);

    public static async Task Holds(Func<Task<bool>> condition, TimeSpan patience, string what, Func<string>? evidence = null)
    {
        var start = Stopwatch.GetTimestamp();
        while (!await condition())
        {
            if (Stopwatch.GetElapsedTime(start) > patience)
                throw new TimeoutException($"Waited {patience.TotalSeconds:0} s for: {what}.{(evidence is null ? "" : "\n" + evidence())}");
            await Pause(TimeSpan.FromMilliseconds(25), Cancel);
        }
    }

    /// <summary>The first answer that is not null.</summary>
    public static async Task<T> Has<T>(Func<Task<T?>> ask, TimeSpan patience, string what, Func<string>? evidence = null) where T : class
    {
        T? answer = null;
        await Holds(async () => (answer = await ask()) is not null, patience, what, evidence);
        return answer!;
    }

    public static Task Pause(TimeSpan time, CancellationToken cancel) => Task.Delay(time, TimeProvider.System, cancel);

    /// <summary>Waits until a task has ended, however it did.</summary>
    public static async Task Ended(Task task) => await task.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
}
