using System.Runtime.CompilerServices;
using System.Threading.Channels;

namespace IncubatorHub.Devices.Readings;

/// <summary>One item of a feed, and how many were dropped before it because the subscriber was slow.</summary>
public readonly record struct FeedItem<T>(T Value, long Missed);

/// <summary>
/// A lossy, fast stream after commit: each subscriber has a bounded queue of its own; when it is full the oldest item goes and the gap is
/// told with the next one. Publishing never waits.
/// </summary>
public sealed class BoundedFeed<T>
{
    private readonly Lock _lock = new();
    private volatile Subscription[] _subscriptions = [];

    /// <summary>How many listen.</summary>
    public int Subscribers => _subscriptions.Length;

    /// <summary>Listens until cancelled. The subscription stands when this returns; what is published before the first read is queued.</summary>
    /// <param name="capacity">Items held for this subscriber, at least 1.</param>
    /// <param name="cancel">Ends the stream.</param>
    public IAsyncEnumerable<FeedItem<T>> Subscribe(int capacity, CancellationToken cancel)
    {
        var subscription = new Subscription(capacity);
        lock (_lock) _subscriptions = [.. _subscriptions, subscription];
        return Read(subscription, cancel);
    }

    internal void Publish(T item)
    {
        foreach (var subscription in _subscriptions) subscription.Offer(item);
    }

    private async IAsyncEnumerable<FeedItem<T>> Read(Subscription subscription, [EnumeratorCancellation] CancellationToken cancel)
    {
        try
        {
            await foreach (var item in subscription.Items.Reader.ReadAllAsync(cancel))
                yield return new FeedItem<T>(item, subscription.TakeMissed());
        }
        finally
        {
            lock (_lock) _subscriptions = Array.FindAll(_subscriptions, s => s != subscription);
        }
    }

    private sealed class Subscription
    {
        private long _missed;

        public Subscription(int capacity) =>
            Items = Channel.CreateBounded(
                new BoundedChannelOptions(capacity) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true },
                (T _) => Interlocked.Increment(ref _missed));

        public Channel<T> Items { get; }

        public void Offer(T item) => Items.Writer.TryWrite(item);

        public long TakeMissed() => Interlocked.Exchange(ref _missed, 0);
    }
}
