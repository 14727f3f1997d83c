using IncubatorHub.Incubation.Mentors.Rules;
using IncubatorHub.Laboratory.Policies.Rules;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Quartz;
using TimeRange = IncubatorHub.Laboratory.Policies.Rules.TimeRange;

namespace IncubatorHub.Incubation.Mentors;

/// <summary>
/// Reads the calendars outside that are due, each every 15 minutes. What one said stands until it says something else: a calendar that cannot be read
/// makes nobody free. No transaction is open while it waits for the outside.
/// </summary>
[DisallowConcurrentExecution]
internal sealed partial class ReadBusyFeeds(
    HubWork work, BusyFeedClient client, BusyFeedAddresses addresses, IOptions<BusyFeedOptions> options, TimeProvider time, ILogger<ReadBusyFeeds> logger) : IJob
{
    private const int BatchSize = 500;

    /// <summary>How often it looks for what is due.</summary>
    public static readonly TimeSpan Every = TimeSpan.FromMinutes(1);

    /// <summary>How far ahead busy times are kept: as far as the furthest horizon of an offer.</summary>
    public static readonly TimeSpan Ahead = TimeSpan.FromDays(182);

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) => await Read(cancellationToken);

    /// <summary>Reads what is due; returns how many could be read. Also called by tests.</summary>
    internal async Task<int> Read(CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        var due = await work.Run(nameof(ReadBusyFeeds), db => (
            from feed in db.BusyFeeds.AsNoTracking()
            where feed.RetiredAt == null && feed.DueAt <= now
            join mentor in db.Set<MentorProfile>() on feed.MentorId equals mentor.Id
            where mentor.RetiredAt == null
            orderby feed.DueAt
            select new Due(feed.Id, feed.MentorId, feed.SealedUrl, feed.DueAt, mentor.TimeZone)).Take(BatchSize).ToListAsync(cancel), cancel);
        var read = 0;
        await Parallel.ForEachAsync(due, new ParallelOptions { MaxDegreeOfParallelism = options.Value.Concurrency, CancellationToken = cancel }, async (one, stop) =>
        {
            if (await Read(one, stop))
                Interlocked.Increment(ref read);
        });
        return read;
    }

    private async Task<bool> Read(Due feed, CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        // Whoever moves the due time reads it; after a crash it is due again then.
        var isOurs = await work.Run(nameof(ReadBusyFeeds), db => db.BusyFeeds.Where(one => one.Id == feed.Id && one.DueAt == feed.DueAt && one.RetiredAt == null)
            .ExecuteUpdateAsync(set => set.SetProperty(one => one.DueAt, now + BusyFeed.ReadEvery), cancel), cancel) == 1;
        if (!isOurs)
            return false;
        var (text, error) = await client.Fetch(addresses.Open(feed.SealedUrl), cancel);
        List<TimeRange> busy = [];
        if (error.Length == 0)
        {
            try
            {
                busy = BusyCalendar.Read(text, new TimeRange(now.AddDays(-1), now + Ahead), new WallClock(TimeZoneInfo.FindSystemTimeZoneById(feed.TimeZone)));
            }
            catch (FormatException exception)
            {
                error = exception.Message;
            }
        }

        if (error.Length > 0)
            LogNotRead(feed.Id, error, BusyFeed.ReadEvery);
        return await work.Run(nameof(ReadBusyFeeds), db => Keep(db, feed, busy, error.Length <= 300 ? error : error[..300], now, cancel), cancel);
    }

    private static async Task<bool> Keep(HubDbContext db, Due feed, List<TimeRange> busy, string error, DateTimeOffset now, CancellationToken cancel)
    {
        // Removed while it was being read: then it says nothing any more.
        if (await db.BusyFeeds.SingleOrDefaultAsync(one => one.Id == feed.Id && one.RetiredAt == null, cancel) is not { } row)
            return false;
        row.LastError = error;
        if (error.Length > 0)
        {
            row.FailingSince ??= now;
            return false;
        }

        (row.ReadAt, row.FailingSince) = (now, null);
        await db.BusyTimes.Where(one => one.FeedId == feed.Id).ExecuteDeleteAsync(cancel);
        db.AddRange(busy.Select(one => new BusyTime { FeedId = feed.Id, MentorId = feed.MentorId, From = one.From, Until = one.Until }));
        return true;
    }

    private sealed record Due(Guid Id, Guid MentorId, string SealedUrl, DateTimeOffset DueAt, string TimeZone);

    [LoggerMessage(Level = LogLevel.Information, Message = "Busy feed {FeedId} was not read: {Error}; what it last said stays, next try in {Delay}")]
    private partial void LogNotRead(Guid feedId, string error, TimeSpan delay);
}
