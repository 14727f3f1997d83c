using System.Runtime.CompilerServices;
using IncubatorHub.Registry.Facilities;
using IncubatorHub.Telemetry;

namespace IncubatorHub.Devices.Readings;

/// <summary>A new reading at a facility.</summary>
public sealed record FacilityPoint(Guid DeviceId, string Metric, long T, double? V, int Q);

/// <summary>Follows the new readings of every device at a facility after their commit. Lossy: what counts is in the store.</summary>
[UseCase(Right.ReadReadings)]
internal sealed class FollowFacilityValues(HubDbContext db, DeviceSeries devices, TelemetryStore store)
    : IUseCase<FollowFacilityValues.Request, IAsyncEnumerable<FacilityPoint>>
{
    /// <summary>Readings held for a slow screen.</summary>
    private const int Capacity = 5_000;

    public sealed record Request(Guid FacilityId) : IRequest<IAsyncEnumerable<FacilityPoint>>;

    public async Task<Outcome<IAsyncEnumerable<FacilityPoint>>> Handle(Request request, CancellationToken cancel)
    {
        if (!await db.Set<Facility>().AnyAsync(facility => facility.Id == request.FacilityId, cancel))
            return CommonProblems.NotFound("facility", request.FacilityId);
        var names = (await devices.OfFacility(request.FacilityId, ReadFacilityValues.MaxDevices, cancel))
            .SelectMany(one => one.Lines.Where(line => line.Series is not null).Select(line => (line.Series!.Value, one.Device.Id, line.Metric.Key)))
            .ToDictionary(one => one.Value, one => (one.Id, one.Key));
        return Outcome<IAsyncEnumerable<FacilityPoint>>.Of(Follow(names, CancellationToken.None));
    }

    private async IAsyncEnumerable<FacilityPoint> Follow(Dictionary<int, (Guid Device, string Metric)> names, [EnumeratorCancellation] CancellationToken cancel)
    {
        using var subscription = store.Subscribe(names.Keys, Capacity);
        await foreach (var live in subscription.ReadAll(cancel))
        {
            var (device, metric) = names[live.Series];
            yield return new FacilityPoint(device, metric, live.Reading.TimestampMs, ReadLatest.Finite(live.Reading.Value), (int)live.Reading.Quality);
        }
    }
}
