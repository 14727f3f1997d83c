using IncubatorHub.Telemetry.Head;
using IncubatorHub.Telemetry.Series;

namespace IncubatorHub.Telemetry.Live;

/// <summary>Who follows what. Each series carries its own short list of subscriptions, so that a reading that nobody follows costs nothing.</summary>
internal sealed class LiveHub(SeriesCatalog catalog, HeadTable head)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<LiveSubscription, Func<int, bool>?> _subscriptions = [];

    public int Count
    {
        get
        {
            lock (_gate) return _subscriptions.Count;
        }
    }

    public LiveSubscription Subscribe(Func<int, bool> filter, int capacity)
    {
        var subscription = new LiveSubscription(capacity, Leave);

        // While the catalogue is fixed no series slips between the present and the future ones.
        catalog.WhileFixed(highest =>
        {
            lock (_gate) _subscriptions.Add(subscription, filter);
            for (var series = 1; series <= highest; series++) if (filter(series)) Attach(series, subscription);
        });
        return subscription;
    }

    public LiveSubscription Subscribe(IReadOnlyCollection<int> series, int capacity)
    {
        var subscription = new LiveSubscription(capacity, Leave);
        lock (_gate) _subscriptions.Add(subscription, null);
        foreach (var one in series.Distinct()) Attach(one, subscription);
        return subscription;
    }

    /// <summary>Called by the catalogue for each new series.</summary>
    public void Added(int series)
    {
        KeyValuePair<LiveSubscription, Func<int, bool>?>[] all;
        lock (_gate) all = [.. _subscriptions];
        foreach (var (subscription, filter) in all) if (filter is not null && filter(series)) Attach(series, subscription);
    }

    public void CloseAll()
    {
        LiveSubscription[] all;
        lock (_gate) all = [.. _subscriptions.Keys];
        foreach (var subscription in all) subscription.Close();
    }

    private void Attach(int series, LiveSubscription subscription)
    {
        lock (head.Gate)
        {
            if (head.Get(series) is { } known && !known.Subscribers.Contains(subscription)) known.Subscribers = [.. known.Subscribers, subscription];
        }
    }

    private void Leave(LiveSubscription subscription)
    {
        lock (_gate)
        {
            if (!_subscriptions.Remove(subscription)) return;
        }

        lock (head.Gate) head.ForEach(known =>
        {
            if (known.Subscribers.Contains(subscription)) known.Subscribers = [.. known.Subscribers.Where(other => other != subscription)];
        });
    }
}
