using IncubatorHub.Telemetry.Head;
using Microsoft.Extensions.Logging;

namespace IncubatorHub.Telemetry.Writing;

/// <summary>Tells owners and subscriptions what a commit brought. Writer thread only.</summary>
internal sealed partial class Reports(ILogger logger, StoreCounts counts)
{
    private readonly HashSet<IBatchOwner> _known = new(ReferenceEqualityComparer.Instance);
    private readonly List<IBatchOwner> _owners = [];
    private readonly HashSet<LiveSubscription> _touched = [];

    public void Begin()
    {
        _known.Clear();
        _owners.Clear();
        _touched.Clear();
    }

    public void Stored(SeriesHead head, Reading reading)
    {
        foreach (var subscription in head.Subscribers)
        {
            StoreCounts.Add(ref counts.LiveDropped, subscription.Offer(new LiveReading(head.Series, reading)));
            _touched.Add(subscription);
        }
    }

    public void Tell(ReadingBatch batch, BatchOutcome outcome)
    {
        if (outcome.Durable)
        {
            StoreCounts.Add(ref counts.Batches, 1);
            StoreCounts.Add(ref counts.Readings, outcome.Stored);
            StoreCounts.Add(ref counts.Duplicates, outcome.Duplicates);
            StoreCounts.Add(ref counts.Conflicts, outcome.Conflicts);
        }

        batch.Waiter?.TrySetResult(outcome);
        if (batch.Owner is not { } owner) return;
        if (_known.Add(owner)) _owners.Add(owner);
        try
        {
            owner.Committed(batch, outcome);
        }
        catch (Exception failure)
        {
            LogOwnerFailed(failure);
        }
    }

    public void End()
    {
        foreach (var owner in _owners)
        {
            try
            {
                owner.CommitEnded();
            }
            catch (Exception failure)
            {
                LogOwnerFailed(failure);
            }
        }

        foreach (var subscription in _touched) subscription.Wake();
    }

    [LoggerMessage(10, LogLevel.Error, "The owner of a telemetry batch failed to take its outcome; the readings are not affected.")]
    private partial void LogOwnerFailed(Exception failure);
}
