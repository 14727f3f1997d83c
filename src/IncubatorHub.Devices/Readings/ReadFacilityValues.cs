using IncubatorHub.Registry.Facilities;
using IncubatorHub.Telemetry;

namespace IncubatorHub.Devices.Readings;

/// <summary>A device with the latest value of each of its metrics.</summary>
public sealed record DeviceValues(DeviceView Device, IReadOnlyList<LatestValue> Values);

/// <summary>Reads the latest values of every device in use at a facility, for a screen that shows a house at a glance.</summary>
[UseCase(Right.ReadReadings)]
internal sealed class ReadFacilityValues(HubDbContext db, DeviceSeries devices, TelemetryStore store)
    : IUseCase<ReadFacilityValues.Request, IReadOnlyList<DeviceValues>>
{
    /// <summary>Most devices an answer; a facility has some 50.</summary>
    public const int MaxDevices = 500;

    public sealed record Request(Guid FacilityId) : IRequest<IReadOnlyList<DeviceValues>>;

    public async Task<Outcome<IReadOnlyList<DeviceValues>>> Handle(Request request, CancellationToken cancel)
    {
        if (!await db.Set<Facility>().AnyAsync(facility => facility.Id == request.FacilityId, cancel))
            return CommonProblems.NotFound("facility", request.FacilityId);
        var lines = await devices.OfFacility(request.FacilityId, MaxDevices, cancel);
        return lines.Select(one => new DeviceValues(one.Device, [.. one.Lines.Select(line => ReadLatest.Of(line, store))])).ToList();
    }

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/facilities/{id:guid}/latest", (Guid id, HttpUseCases http, CancellationToken cancel) => http.Answer(new Request(id), cancel))
        .For<ReadFacilityValues>("Reads the latest values of a facility's devices");
}
