using System.Buffers;
using IncubatorHub.Protocol;

namespace IncubatorHub.Devices.Readings;

/// <summary>What a replay did.</summary>
public enum ReplayVerdict
{
    /// <summary>Everything of the message is now stored, or was already.</summary>
    Replayed,

    /// <summary>There is no such entry, or it is not open, or its gateway is gone.</summary>
    NotOpen,

    /// <summary>Something of the message still cannot be taken; the entry stays open. See the answer's detail.</summary>
    StillMalformed,

    /// <summary>A store could not make it durable; try again.</summary>
    StoreFailed,
}

/// <summary>The answer of a replay, with the reasons where some part still cannot be taken.</summary>
public readonly record struct ReplayAnswer(ReplayVerdict Verdict, string Detail);

/// <summary>Reads quarantined messages in again. Part of the caller's scope, so that a row out of scope does not exist.</summary>
public sealed class Quarantine
{
    private readonly HubDbContext _db;
    private readonly GatewayDirectory _directory;
    private readonly IngestDesk _desk;
    private readonly TimeProvider _time;

    internal Quarantine(HubDbContext db, GatewayDirectory directory, IngestDesk desk, TimeProvider time) =>
        (_db, _directory, _desk, _time) = (db, directory, desk, time);

    /// <summary>
    /// Reads the message in again. Readings without a timestamp bear the original time of receipt; whether one lies in the future is judged
    /// by the present clock. Good parts that were stored before change nothing. The entry is closed once everything is durable; when
    /// some part still cannot be taken, nothing is stored.
    /// </summary>
    /// <param name="id">The entry.</param>
    /// <param name="mended">The payload after mending; null for the one that was received.</param>
    /// <param name="cancel">Ends the wait; what was queued is stored nevertheless.</param>
    public async Task<ReplayAnswer> ReplayQuarantine(Guid id, byte[]? mended, CancellationToken cancel)
    {
        var entry = await _db.Set<QuarantineEntry>().FirstOrDefaultAsync(e => e.Id == id, cancel);
        if (entry is not { State: QuarantineState.Open } || _directory.Find(entry.GatewayId) is not { } gateway) return new(ReplayVerdict.NotOpen, "");
        if (!GatewayTopic.TryParse(entry.Topic, out _, out var kind)) return new(ReplayVerdict.StillMalformed, "The topic is not one of the contract.");

        var payload = new ReadOnlySequence<byte>(mended ?? entry.Payload);
        var publish = new AwaitedPublish(gateway, entry.ReceivedAt, _time.GetUtcNow(), (int)payload.Length);
        var work = _desk.Read(publish, kind, entry.ContentType, payload);
        if (work.Record?.Quarantine is { } still)
        {
            work.Batch?.Return();
            return new(ReplayVerdict.StillMalformed, still.ToEntry(publish).Detail);
        }

        gateway.Counts.Add(IngestCount.PublishesReceived, 1);
        await _desk.Queue(publish, work);
        if (!await publish.Durable.WaitAsync(cancel)) return new(ReplayVerdict.StoreFailed, "");

        entry.State = QuarantineState.Replayed;
        entry.ClosedAt = _time.GetUtcNow();
        await _db.SaveChangesAsync(cancel);
        return new(ReplayVerdict.Replayed, "");
    }

    /// <summary>Puts an open entry aside for good. False when there is none.</summary>
    public async Task<bool> DiscardQuarantine(Guid id, CancellationToken cancel)
    {
        var entry = await _db.Set<QuarantineEntry>().FirstOrDefaultAsync(e => e.Id == id, cancel);
        if (entry is not { State: QuarantineState.Open }) return false;
        entry.State = QuarantineState.Discarded;
        entry.ClosedAt = _time.GetUtcNow();
        await _db.SaveChangesAsync(cancel);
        return true;
    }
}
