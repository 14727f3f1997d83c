using System.Linq.Expressions;
using IncubatorHub.Devices.Gateways;
using IncubatorHub.Devices.Gateways.Commands;
using IncubatorHub.Laboratory.LabEquipment;

namespace IncubatorHub.Laboratory.Interlocks;

/// <summary>An interlock as the API and the console show it.</summary>
/// <param name="NeverCut">Of the equipment's class.</param>
/// <param name="Reported">What the gateway last told; <paramref name="ReportedAt"/> by its clock.</param>
/// <param name="Delivery">What became of the table last sent; null before the first.</param>
/// <param name="DeliveryDetail">The gateway's answer as JSON, where it refused.</param>
public sealed record InterlockView(
    Guid Id, Guid Version, Guid FacilityId, Guid EquipmentId, string EquipmentNameEn, string EquipmentNameJa, Guid GatewayId, string GatewayKey, string Channel, LeaseStart Begins,
    bool NeverCut, ManualSwitch Manual, DateTimeOffset? ManualUntil, string ManualReason, SwitchState Reported, DateTimeOffset? ReportedAt, bool IsMismatched,
    DateTimeOffset? TableSentAt, CommandState? Delivery, string? DeliveryDetail, DateTimeOffset? RetiredAt) : IVersioned
{
    /// <summary>The view of a row, as a query over this context.</summary>
    public static Expression<Func<Interlock, InterlockView>> Of(HubDbContext db)
    {
        var (equipment, classes, gateways, commands) = (db.Equipment, db.EquipmentClasses, db.Gateways, db.GatewayCommands);
        return row => new InterlockView(
            row.Id, row.Version, row.FacilityId, row.EquipmentId,
            equipment.Where(one => one.Id == row.EquipmentId).Select(one => one.NameEn).FirstOrDefault() ?? "",
            equipment.Where(one => one.Id == row.EquipmentId).Select(one => one.NameJa).FirstOrDefault() ?? "",
            row.GatewayId, gateways.Where(one => one.Id == row.GatewayId).Select(one => one.Key).FirstOrDefault() ?? "", row.Channel, row.Begins,
            equipment.Any(one => one.Id == row.EquipmentId && classes.Any(kind => kind.Code == one.ClassCode && kind.NeverCut)),
            row.Manual, row.ManualUntil, row.ManualReason, row.Reported, row.ReportedAt, row.IsMismatched, row.TableSentAt,
            commands.Where(one => one.Id == row.TableCommandId).Select(one => (CommandState?)one.State).FirstOrDefault(),
            commands.Where(one => one.Id == row.TableCommandId).Select(one => one.Detail).FirstOrDefault(), row.RetiredAt);
    }
}
