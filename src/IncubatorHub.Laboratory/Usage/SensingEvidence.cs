using IncubatorHub.Devices.Gateways;
using IncubatorHub.Laboratory.Usage.Rules;
using IncubatorHub.Telemetry;

namespace IncubatorHub.Laboratory.Usage;

/// <summary>Gathers what <see cref="SensingHealth"/> judges. For the hub's own work: it looks at gateways, which only those who run a facility see.</summary>
internal sealed class SensingEvidence(HubDbContext db, TelemetryStore store)
{
    /// <summary>Most readings looked at: a day at one a second.</summary>
    private const int MaxReadings = 86_400;

    /// <summary>Whether nothing seen means that nothing happened.</summary>
    /// <param name="equipmentId">The equipment.</param>
    /// <param name="from">Start (inclusive).</param>
    /// <param name="to">End (exclusive), not later than now.</param>
    /// <param name="cancel">Gives up.</param>
    public async Task<SensingVerdict> Of(Guid equipmentId, DateTimeOffset from, DateTimeOffset to, CancellationToken cancel)
    {
        var (fromMs, toMs) = (from.ToUnixTimeMilliseconds(), to.ToUnixTimeMilliseconds());
        if (await WatchedEquipment.Query(db).AsNoTracking().SingleOrDefaultAsync(one => one.EquipmentId == equipmentId, cancel) is not { } row)
            return SensingHealth.Of(new SensingFacts { FromMs = fromMs, ToMs = toMs }, []);
        var gateway = await db.Gateways.AsNoTracking().SingleAsync(one => one.Id == row.GatewayId, cancel);
        var what = WatchedEquipment.From(row);
        var readings = store.TryResolve(what.Key, out var series) ? await store.Range(series, fromMs, toMs, MaxReadings, cancel) : [];
        var facts = new SensingFacts(
            IsSensed: true, gateway is { IsOnline: true, State: GatewayState.Active }, gateway.OnlineChangedAt?.ToUnixTimeMilliseconds(), what.Signature.MaxGapSeconds,
            readings.Any(one => (one.Quality & ReadingQuality.ClockSuspect) != ReadingQuality.Good), what.Signature.OnAbove, fromMs, toMs);
        return SensingHealth.Of(facts, [.. readings.Select(one => ReadingPoints.Of(one))]);
    }
}
