namespace IncubatorHub.Platform.Ui;

/// <summary>Brings a fast stream to a screen at a pace that a person can follow and a browser can draw.</summary>
public static class LiveBatches
{
    /// <summary>How often a screen is drawn anew at most: twice a second.</summary>
    public static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(500);

    /// <summary>Most items of one batch; of more, the newest are shown.</summary>
    public const int MaxItems = 2_000;

    /// <summary>Shows what comes, in batches, until the stream ends or the page is left; then it returns.</summary>
    /// <param name="source">The stream.</param>
    /// <param name="time">The clock of the pace.</param>
    /// <param name="show">Gets each batch: at least one item, oldest first.</param>
    /// <param name="cancel">The page was left.</param>
    public static async Task Show<T>(IAsyncEnumerable<T> source, TimeProvider time, Func<IReadOnlyList<T>, Task> show, CancellationToken cancel)
    {
        var items = source.GetAsyncEnumerator(cancel);
        var next = items.MoveNextAsync().AsTask();
        try
        {
            while (await next)
            {
                var batch = new Queue<T>([items.Current]);
                var window = Task.Delay(Pace, time, cancel);
                next = items.MoveNextAsync().AsTask();
                while (await Task.WhenAny(next, window) == next && await next)
                {
                    batch.Enqueue(items.Current);
                    if (batch.Count > MaxItems)
                        batch.Dequeue();
                    next = items.MoveNextAsync().AsTask();
                }

                await show([.. batch]);
            }
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            // The page was left.
        }
        finally
        {
            await Settle(next);
            await items.DisposeAsync();
        }
    }

    private static async Task Settle(Task<bool> next)
    {
        try
        {
            await next;
        }
        catch (OperationCanceledException)
        {
            // An iterator may be disposed only once its last step has ended.
        }
    }
}
