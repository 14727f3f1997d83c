namespace IncubatorHub.Devices.Readings;

/// <summary>What upper wings' pages ask of this module; they run it through the use-case runner like its own pages.</summary>
public static class ReadingsDoor
{
    /// <summary>The latest values of every device in use at a facility.</summary>
    public static IRequest<IReadOnlyList<DeviceValues>> FacilityValues(Guid facilityId) => new ReadFacilityValues.Request(facilityId);

    /// <summary>The new readings of a facility as they become durable.</summary>
    public static IRequest<IAsyncEnumerable<FacilityPoint>> FollowFacility(Guid facilityId) => new FollowFacilityValues.Request(facilityId);
}
