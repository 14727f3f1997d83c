namespace IncubatorHub.Registry.Facilities;

/// <summary>What upper wings' pages ask of this module; they run it through the use-case runner like its own pages.</summary>
public static class FacilitiesDoor
{
    /// <summary>The facilities in the caller's scope, by code, 200 at a time.</summary>
    /// <param name="cursor">From the page before; null for the first.</param>
    public static IRequest<Page<FacilityView>> List(string? cursor) => new ListFacilities.Request(Limit: PageLimits.MaxLimit, Cursor: cursor);

    /// <summary>The zones in use of a facility, by code, 200 at a time.</summary>
    /// <param name="facilityId">The facility.</param>
    /// <param name="cursor">From the page before; null for the first.</param>
    public static IRequest<Page<ZoneView>> Zones(Guid facilityId, string? cursor) =>
        new ListZones.Request(facilityId, Sort: "code", Limit: PageLimits.MaxLimit, Cursor: cursor);

    /// <summary>One facility.</summary>
    public static IRequest<FacilityView> Read(Guid id) => new ReadFacility.Request(id);

    /// <summary>The units in use of a facility that may be let, by code, 200 at a time.</summary>
    /// <param name="facilityId">The facility.</param>
    /// <param name="cursor">From the page before; null for the first.</param>
    public static IRequest<Page<UnitView>> LettableUnits(Guid facilityId, string? cursor) =>
        new ListUnits.Request(facilityId, Lettable: true, Sort: "code", Limit: PageLimits.MaxLimit, Cursor: cursor);

    /// <summary>The 47 prefectures, in the order of their codes.</summary>
    public static IRequest<Page<PrefectureView>> Prefectures() => new ListPrefectures.Request();
}
