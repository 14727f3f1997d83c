namespace IncubatorHub.Devices.Readings;

/// <summary>Events after their commit, for screens: lossy, told where something is missing. The record itself is <see cref="StoredEvent"/>.</summary>
public sealed class LiveEvents
{
    private readonly BoundedFeed<StoredEvent> _feed = new();

    /// <inheritdoc cref="BoundedFeed{T}.Subscribe"/>
    public IAsyncEnumerable<FeedItem<StoredEvent>> Subscribe(int capacity, CancellationToken cancel) => _feed.Subscribe(capacity, cancel);

    internal void Publish(StoredEvent stored) => _feed.Publish(stored);
}
