using Quartz;

namespace IncubatorHub.Incubation.Admissions.Units;

/// <summary>Ends offers that nobody answered in time. Due and not yet handled: what fell due while the hub was down is ended at its first run.</summary>
[DisallowConcurrentExecution]
internal sealed class ExpireUnitOffers(HubWork work, TimeProvider time) : IJob
{
    private const int BatchSize = 200;

    /// <summary>How often it runs.</summary>
    public static readonly TimeSpan Every = TimeSpan.FromMinutes(1);

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) => await Expire(cancellationToken);

    /// <summary>Ends what is due; returns how many. Also called by tests.</summary>
    internal async Task<int> Expire(CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        var due = await work.Run(nameof(ExpireUnitOffers), db => db.UnitOffers.AsNoTracking().Where(offer => offer.State == UnitOfferState.Open && offer.ExpiresAt <= now)
            .OrderBy(offer => offer.ExpiresAt).Select(offer => offer.Id).Take(BatchSize).ToListAsync(cancel), cancel);
        return await work.Each<OfferExpiry>(nameof(ExpireUnitOffers), due, (one, id) => one.End(id, cancel), cancel);
    }
}

/// <summary>Ends one offer.</summary>
internal sealed class OfferExpiry(HubDbContext db, OfferDesk desk, TimeProvider time)
{
    public async Task<bool> End(Guid offerId, CancellationToken cancel)
    {
        await db.TakeTurn("offer of a unit", offerId, cancel);
        // Asked again now that nobody else can answer it.
        if (await db.UnitOffers.SingleOrDefaultAsync(one => one.Id == offerId, cancel) is not { State: UnitOfferState.Open } offer || offer.ExpiresAt > time.GetUtcNow())
            return false;
        await desk.End(offer, await db.Applications.SingleAsync(one => one.Id == offer.ApplicationId, cancel), UnitOfferState.Expired, tellsApplicant: true, cancel);
        return true;
    }
}
