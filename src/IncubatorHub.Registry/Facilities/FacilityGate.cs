namespace IncubatorHub.Registry.Facilities;

/// <summary>Questions that everything which stands in a facility asks before it is entered.</summary>
public static class FacilityGate
{
    /// <summary>Null when the caller may do this there now: 404 out of sight, 403 without the right, 409 when the facility is retired.</summary>
    public static async Task<Problem?> RefuseAt(this HubDbContext db, Caller caller, Right right, Guid facilityId, CancellationToken cancel)
    {
        var found = await db.Facilities.AsNoTracking().Where(facility => facility.Id == facilityId)
            .Select(facility => new { facility.RetiredAt }).SingleOrDefaultAsync(cancel);
        if (found is null)
            return FacilityProblems.NotFound(facilityId);
        if (!caller.MayAtFacility(right, facilityId))
            return CommonProblems.Forbidden(right);
        return found.RetiredAt is null ? null : CommonProblems.Retired("facility");
    }

    /// <summary>Null when the zone is none, or one in use of that facility; else a validation problem on the field.</summary>
    public static async Task<Problem?> RefuseZone(this HubDbContext db, Guid facilityId, Guid? zoneId, string field, CancellationToken cancel) =>
        zoneId is not { } id || await db.Zones.AnyAsync(zone => zone.Id == id && zone.FacilityId == facilityId && zone.RetiredAt == null, cancel)
            ? null
            : CommonProblems.Invalid(field, "There is no such zone in use at this facility.");

    /// <summary>The facility's date at an instant.</summary>
    public static DateOnly Today(string timeZone, DateTimeOffset now) =>
        DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(now, TimeZoneInfo.FindSystemTimeZoneById(timeZone)).DateTime);
}

/// <summary>Something of an upper module that uses zones or units; as long as it does, they cannot be retired.</summary>
public interface IUsesPlaces
{
    /// <summary>What it is, for the refusal: <c>tenancy</c>.</summary>
    string What { get; }

    /// <summary>Whether anything in use refers to this zone or unit.</summary>
    Task<bool> Uses(Guid zoneOrUnitId, CancellationToken cancel);
}
