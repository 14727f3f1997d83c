namespace IncubatorHub.Devices.Gateways.Catalogue;

/// <summary>Loads a device for a change, or says why not.</summary>
internal static class DeviceLookup
{
    public static async Task<(Device? Device, Problem? Refusal)> FindDeviceToEdit(
        this HubDbContext db, Guid id, Guid? seenVersion, Caller caller, CancellationToken cancel)
    {
        if (await db.Devices.SingleOrDefaultAsync(device => device.Id == id, cancel) is not { } device)
            return (null, GatewayProblems.DeviceNotFound(id));
        if (!caller.MayAtFacility(Right.EditDevice, device.FacilityId))
            return (null, CommonProblems.Forbidden(Right.EditDevice));
        return device.RefuseUnlessSeen(seenVersion) is { } stale ? (null, stale) : (device, null);
    }
}
