using System.Text.Json;
using IncubatorHub.Laboratory.Usage.Rules;
using IncubatorHub.Telemetry;

namespace IncubatorHub.Laboratory.Usage;

/// <summary>
/// The one place where uses are written: sessions, watermark and events for those who build on them in one transaction. Written twice, a use is
/// the same row.
/// </summary>
internal sealed class UsageBook(IServiceScopeFactory scopes, OutboxSignal outbox, UsageMeter meter, TimeProvider time)
{
    /// <summary>Pieces of equipment in one transaction.</summary>
    public const int MostAtOnce = 500;

    /// <summary>How far back late readings are worked in.</summary>
    public static readonly TimeSpan MaxRevision = TimeSpan.FromDays(31);

    /// <summary>Everything whose use can be told.</summary>
    public Task<List<WatchedEquipment>> Watched(CancellationToken cancel) => InScope(async (db, _) =>
        (await WatchedEquipment.Query(db).AsNoTracking().ToListAsync(cancel)).ConvertAll(WatchedEquipment.From));

    /// <summary>Where a piece stands by its row; one that has none begins now.</summary>
    public Task<FollowedUse> Open(WatchedEquipment what, CancellationToken cancel) => InScope(async (db, _) =>
    {
        var row = await db.UsageWatches.AsNoTracking().SingleOrDefaultAsync(one => one.EquipmentId == what.EquipmentId, cancel);
        var now = Now;
        if (row is null || (row.Source, row.Device, row.Metric) != (what.Key.Source, what.Key.Device, what.Key.Metric))
        {
            var ended = row is null ? [] : new List<UsageSpan>();
            var left = row is null ? default : UsageDetector.Leave(Read(row.State), ended);
            var begun = new FollowedUse(what, left with { LastMs = 0, SinceMs = now }, now);
            begun.Ended.AddRange(ended);
            return begun;
        }

        return new FollowedUse(what, Read(row.State), Ms(row.BeganAt)) { ReviseFromMs = row.ReviseFrom is { } from ? Ms(from) : null, SavedMs = now, Told = (row.Activity, Ms(row.Since)) };
    });

    /// <summary>Writes where these stand.</summary>
    public async Task Save(IReadOnlyCollection<FollowedUse> some, long nowMs, CancellationToken cancel)
    {
        var changes = await InTransaction(async (db, events) =>
        {
            var ids = some.Select(one => one.What.EquipmentId).ToList();
            var watches = await db.UsageWatches.Where(one => ids.Contains(one.EquipmentId)).ToDictionaryAsync(one => one.EquipmentId, cancel);
            var earliest = some.SelectMany(one => one.Ended.Select(span => span.StartMs)).Append(nowMs).Min();
            var sessions = (await db.UsageSessions
                    .Where(one => ids.Contains(one.EquipmentId) && one.WithdrawnAt == null && (one.EndedAt == null || one.StartedAt >= At(earliest))).ToListAsync(cancel))
                .ToLookup(one => one.EquipmentId);
            var kinds = new List<UsageChange>();
            foreach (var use in some)
            {
                foreach (var span in use.Ended.Concat(use.State.Open is { } open ? [open] : []))
                    Put(db, events, use.What, sessions[use.What.EquipmentId], span, kinds);
                Note(db, watches.GetValueOrDefault(use.What.EquipmentId), use);
            }

            return kinds;
        }, cancel);
        foreach (var use in some)
        {
            use.Ended.Clear();
            (use.SavedMs, use.Told) = (nowMs, use.Activity);
        }

        changes.ForEach(meter.Changed);
    }

    /// <summary>Tells the uses around late readings anew, from the last rest that they cannot touch.</summary>
    public async Task Revise(FollowedUse use, TelemetryStore store, long nowMs, CancellationToken cancel)
    {
        var from = use.ReviseFromMs!.Value;
        var end = use.State.LastMs + 1;
        var (told, state) = (new List<UsageSpan>(), use.State);
        var changes = await InTransaction(async (db, events) =>
        {
            var equipment = use.What.EquipmentId;
            var calm = At(from - use.What.Signature.MinOffMs);
            var anchor = await db.UsageSessions.Where(one => one.EquipmentId == equipment && one.WithdrawnAt == null && !one.HasGaps && one.EndedAt <= calm)
                .OrderByDescending(one => one.EndedAt).Select(one => one.EndedAt).FirstOrDefaultAsync(cancel);
            var start = At(Math.Max(Math.Max(use.BeganMs, nowMs - (long)MaxRevision.TotalMilliseconds), anchor is { } ended ? Ms(ended) : 0));
            state = await store.Replay(use.Series!.Value, new UsageState { SinceMs = Ms(start) }, use.What.Signature, Ms(start), end, told, cancel);
            if (state.Open is { } open)
                told.Add(open);
            var rows = await db.UsageSessions.Where(one => one.EquipmentId == equipment && one.WithdrawnAt == null && one.StartedAt >= start)
                .OrderBy(one => one.StartedAt).ToListAsync(cancel);
            return await Apply(db, events, use.What, rows, told, cancel);
        }, cancel);
        (use.State, use.ReviseFromMs) = (state, null);
        use.Ended.Clear();
        await Save([use], nowMs, cancel);
        changes.ForEach(meter.Changed);
    }

    private async Task<List<UsageChange>> Apply(
        HubDbContext db, EventOutbox events, WatchedEquipment what, List<UsageSession> rows, List<UsageSpan> told, CancellationToken cancel)
    {
        var kinds = new List<UsageChange>();
        var revised = SessionRevision.Of([.. rows.Select(one => new StoredSpan(one.Id, Ms(one.StartedAt), one.EndedAt is { } end ? Ms(end) : null))], told);
        foreach (var row in revised.Where(one => one.Span is null).Select(one => rows.Single(row => row.Id == one.Id)))
        {
            (row.WithdrawnAt, row.IsLate) = (time.GetUtcNow(), true);
            Tell(events, row, UsageChange.Withdrawn, kinds);
        }

        // What is withdrawn gives its start free for others before they take it.
        await db.SaveChangesAsync(cancel);
        foreach (var (id, span) in revised.Where(one => one.Span is not null).Select(one => (one.Id, one.Span!.Value)))
        {
            var late = span with { IsLate = true };
            if (rows.FirstOrDefault(row => row.Id == id) is not { } row)
            {
                Put(db, events, what, [], late, kinds);
            }
            else if (Ms(row.StartedAt) != span.StartMs || row.EndedAt?.ToUnixTimeMilliseconds() != span.EndMs)
            {
                Fill(row, late);
                Tell(events, row, UsageChange.Revised, kinds);
            }
            else
            {
                Fill(row, span with { IsLate = row.IsLate });
            }
        }

        return kinds;
    }

    private static void Put(HubDbContext db, EventOutbox events, WatchedEquipment what, IEnumerable<UsageSession> known, UsageSpan span, List<UsageChange> kinds)
    {
        var row = known.FirstOrDefault(one => Ms(one.StartedAt) == span.StartMs);
        if (row is null)
        {
            row = new UsageSession { FacilityId = what.FacilityId, EquipmentId = what.EquipmentId, StartedAt = At(span.StartMs) };
            db.Add(row);
            Fill(row, span with { EndMs = null });
            Tell(events, row, UsageChange.Began, kinds);
        }

        var isNews = row.EndedAt is null && span.EndMs is not null;
        Fill(row, span);
        if (isNews)
            Tell(events, row, UsageChange.Ended, kinds);
    }

    private static void Fill(UsageSession row, UsageSpan span)
    {
        row.StartedAt = At(span.StartMs);
        row.EndedAt = span.EndMs is { } end ? At(end) : null;
        row.LastSeenAt = At(span.LastSeenMs);
        (row.MeanValue, row.PeakValue, row.HasGaps, row.IsLate) = (span.Mean, span.Peak, span.HasGaps, span.IsLate);
    }

    private static void Tell(EventOutbox events, UsageSession row, UsageChange change, List<UsageChange> kinds)
    {
        events.Publish(new UsageChanged(row.Id, row.EquipmentId, row.FacilityId, change, row.IsLate));
        kinds.Add(change);
    }

    private static void Note(HubDbContext db, UsageWatch? row, FollowedUse use)
    {
        if (row is null)
        {
            row = new UsageWatch { EquipmentId = use.What.EquipmentId, FacilityId = use.What.FacilityId, Source = "", Device = "", Metric = "" };
            db.Add(row);
        }

        (row.Source, row.Device, row.Metric) = (use.What.Key.Source, use.What.Key.Device, use.What.Key.Metric);
        var (activity, since) = use.Activity;
        (row.Activity, row.Since, row.BeganAt, row.ReadUntil) = (activity, At(since), At(use.BeganMs), At(use.State.LastMs));
        row.State = JsonSerializer.Serialize(use.State);
        row.ReviseFrom = use.ReviseFromMs is { } from ? At(from) : null;
    }

    private static UsageState Read(string state) => state.Length == 0 ? default : JsonSerializer.Deserialize<UsageState>(state);

    private long Now => Ms(time.GetUtcNow());

    private static long Ms(DateTimeOffset at) => at.ToUnixTimeMilliseconds();

    private static DateTimeOffset At(long ms) => DateTimeOffset.FromUnixTimeMilliseconds(ms);

    private Task<T> InTransaction<T>(Func<HubDbContext, EventOutbox, Task<T>> work, CancellationToken cancel) => InScope(async (db, events) =>
    {
        await using var transaction = await db.BeginWriting(cancel);
        var answer = await work(db, events);
        await db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        outbox.Wake();
        return answer;
    });

    private async Task<T> InScope<T>(Func<HubDbContext, EventOutbox, Task<T>> work)
    {
        await using var scope = scopes.CreateAsyncScope();
        var context = scope.ServiceProvider.GetRequiredService<CallerContext>();
        (context.Caller, context.Act) = (Caller.System, nameof(SessionKeeper));
        return await work(scope.ServiceProvider.GetRequiredService<HubDbContext>(), scope.ServiceProvider.GetRequiredService<EventOutbox>());
    }
}
