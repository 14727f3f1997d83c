using IncubatorHub.Devices.Gateways;
using IncubatorHub.Laboratory.LabEquipment;
using IncubatorHub.Laboratory.Usage.Rules;
using IncubatorHub.Registry.Facilities;
using IncubatorHub.Telemetry;

namespace IncubatorHub.Laboratory.Usage;

/// <summary>What a piece of equipment does now.</summary>
/// <param name="IsSensed">Whether its readings can tell.</param>
/// <param name="Since">Since when; null when nothing is known.</param>
/// <param name="LastReadingAt">Its latest reading; null: none.</param>
public sealed record ActivityView(Guid EquipmentId, bool IsSensed, EquipmentActivity Activity, DateTimeOffset? Since, DateTimeOffset? LastReadingAt);

/// <summary>Says of each piece of equipment of a facility whether it runs, rests, or nothing is known. It tells nothing of persons, so all the house may ask.</summary>
[UseCase(Right.ReadEquipment)]
internal sealed class ListActivity(HubDbContext db, TelemetryStore store, TimeProvider time) : IUseCase<ListActivity.Request, IReadOnlyList<ActivityView>>
{
    public sealed record Request(Guid FacilityId) : IRequest<IReadOnlyList<ActivityView>>;

    public async Task<Outcome<IReadOnlyList<ActivityView>>> Handle(Request request, CancellationToken cancel)
    {
        if (!await db.Set<Facility>().AnyAsync(facility => facility.Id == request.FacilityId, cancel))
            return CommonProblems.NotFound("facility", request.FacilityId);
        var metrics = db.Metrics;
        var rows = await (
            from equipment in db.Equipment
            where equipment.FacilityId == request.FacilityId && equipment.RetiredAt == null
            orderby equipment.Id
            join watch in db.UsageWatches on equipment.Id equals watch.EquipmentId into watches
            from watch in watches.DefaultIfEmpty()
            select new
            {
                equipment.Id, IsLinked = equipment.LinkedDeviceId != null, Watch = watch,
                Interval = metrics.Where(metric => metric.DeviceId == equipment.LinkedDeviceId && metric.Key == watch!.Metric)
                    .Select(metric => metric.ExpectedIntervalSeconds).FirstOrDefault(),
            }).ToListAsync(cancel);
        return rows.ConvertAll(row => row is { IsLinked: true, Watch: { } watch }
            ? Of(watch, UsageSignature.MaxGapFor(row.Interval))
            : new ActivityView(row.Id, false, EquipmentActivity.Unknown, null, null));
    }

    private ActivityView Of(UsageWatch watch, int maxGapSeconds)
    {
        if (!store.TryResolve(new SeriesKey(watch.Source, watch.Device, watch.Metric), out var series) || !store.TryLatest(series, out var latest))
            return new ActivityView(watch.EquipmentId, true, EquipmentActivity.Unknown, null, null);
        var last = DateTimeOffset.FromUnixTimeMilliseconds(latest.TimestampMs);
        var isSilent = maxGapSeconds > 0 && time.GetUtcNow() - last > TimeSpan.FromSeconds(maxGapSeconds);
        return isSilent
            ? new ActivityView(watch.EquipmentId, true, EquipmentActivity.Unknown, last, last)
            : new ActivityView(watch.EquipmentId, true, watch.Activity, watch.Since, last);
    }

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/facilities/{id:guid}/activity", (Guid id, HttpUseCases http, CancellationToken cancel) => http.Answer(new Request(id), cancel))
        .For<ListActivity>("Says what a facility's equipment does now", "running, idle or unknown, and since when; it tells nothing of persons.");
}
