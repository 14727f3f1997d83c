using Microsoft.Extensions.Logging;

namespace IncubatorHub.Devices.Readings;

/// <summary>
/// Puts quarantined messages on a shelf of bounded size per gateway. When it is full, the oldest closed entries make room; when all are
/// open, further messages are counted on one row of reason <c>quarantine.full</c>, which keeps every hundredth as a sample. Nothing is
/// dropped uncounted. Used by the event writer only, within its transaction.
/// </summary>
internal sealed class QuarantineShelf(IngestOptions options, ILogger log)
{
    public const string FullReason = "quarantine.full";
    private const int SampleEvery = 100;

    public async Task Put(HubDbContext db, IngestRecord record, CancellationToken cancel)
    {
        var entry = record.Quarantine!.ToEntry(record.Publish);
        if (await HasRoom(db, entry, cancel))
        {
            db.Add(entry);
            await db.SaveChangesAsync(cancel);
            return;
        }

        var full = await db.Set<QuarantineEntry>().OrderBy(e => e.Id).FirstOrDefaultAsync(
            e => e.GatewayId == entry.GatewayId && e.State == QuarantineState.Open && e.Reason == FullReason, cancel);
        if (full is null)
        {
            log.QuarantineFull(record.Publish.Gateway.Key, options.QuarantineEntries);
            entry.Detail = $"{entry.Reason}: {entry.Detail}";
            entry.Reason = FullReason;
            db.Add(entry);
        }
        else
        {
            if (++full.Count % SampleEvery == 0)
                (full.Payload, full.Topic, full.ContentType, full.Detail) = (entry.Payload, entry.Topic, entry.ContentType, $"{entry.Reason}: {entry.Detail}");
            full.LastReceivedAt = entry.ReceivedAt;
        }

        await db.SaveChangesAsync(cancel);
    }

    private async Task<bool> HasRoom(HubDbContext db, QuarantineEntry entry, CancellationToken cancel)
    {
        var rows = db.Set<QuarantineEntry>().Where(e => e.GatewayId == entry.GatewayId && e.Reason != FullReason);
        var tooMany = await rows.CountAsync(cancel) + 1 - options.QuarantineEntries;
        var tooLarge = await rows.SumAsync(e => (long)e.Payload.Length, cancel) + entry.Payload.Length - options.QuarantineBytes;
        if (tooMany <= 0 && tooLarge <= 0) return true;

        var closed = await rows.Where(e => e.State != QuarantineState.Open).OrderBy(e => e.ReceivedAt)
            .Select(e => new { e.Id, Bytes = (long)e.Payload.Length }).Take(100).ToListAsync(cancel);
        var pruned = new List<Guid>();
        foreach (var old in closed)
        {
            if (tooMany <= 0 && tooLarge <= 0) break;
            pruned.Add(old.Id);
            tooMany--;
            tooLarge -= old.Bytes;
        }

        if (pruned.Count > 0) await db.Set<QuarantineEntry>().Where(e => pruned.Contains(e.Id)).ExecuteDeleteAsync(cancel);
        return tooMany <= 0 && tooLarge <= 0;
    }
}
