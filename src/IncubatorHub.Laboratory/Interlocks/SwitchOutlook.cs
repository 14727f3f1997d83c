using System.Text.Json;
using IncubatorHub.Laboratory.LabEquipment;
using IncubatorHub.Protocol;

namespace IncubatorHub.Laboratory.Interlocks;

/// <summary>Whether an instrument is to be switched off at all, by what is known by now: a gateway's warning may have been overtaken.</summary>
internal sealed class SwitchOutlook(HubDbContext db)
{
    /// <summary>Its class is never cut, or a lease goes on beyond that end: an extension, the next booking, a manager's order.</summary>
    /// <param name="equipmentId">The instrument.</param>
    /// <param name="endsAt">The end that the gateway announced, UTC.</param>
    /// <param name="cancel">Gives up.</param>
    public async Task<bool> StaysOn(Guid equipmentId, DateTimeOffset endsAt, CancellationToken cancel)
    {
        if (await db.Equipment.Where(one => one.Id == equipmentId).Join(db.EquipmentClasses, one => one.ClassCode, kind => kind.Code, (_, kind) => kind.NeverCut).SingleAsync(cancel))
            return true;
        var told = await db.Interlocks.Where(one => one.EquipmentId == equipmentId && one.RetiredAt == null).Select(one => one.Leases).SingleOrDefaultAsync(cancel);
        var ends = endsAt.ToUnixTimeMilliseconds();
        return !string.IsNullOrEmpty(told)
            && JsonSerializer.Deserialize(told, ProtocolJson.Default.LeaseTable) is { } table && table.Leases.Any(lease => lease.From <= ends && lease.Until > ends);
    }
}
