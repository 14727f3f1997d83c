using System.Linq.Expressions;
using IncubatorHub.Laboratory.LabEquipment;
using IncubatorHub.Registry.Tenancies;

namespace IncubatorHub.Laboratory.Charges;

/// <summary>A request for a correction as the API and the console show it, with the charge that it is about.</summary>
public sealed record AdjustmentRequestView(
    Guid Id, Guid Version, Guid FacilityId, Guid CompanyId, string CompanyNameEn, string CompanyNameJa, Guid ChargeId, string EquipmentNameEn, string EquipmentNameJa,
    DateTimeOffset StartsAt, DateTimeOffset EndsAt, long NetYen, Guid RequestedById, string Reason, long? WantedNetYen, AdjustmentState State, long? DecidedNetYen,
    string Answer, Guid? DecidedById, DateTimeOffset? DecidedAt, DateTimeOffset CreatedAt) : IVersioned
{
    /// <summary>The view of a row, as a query over this context.</summary>
    public static Expression<Func<AdjustmentRequest, AdjustmentRequestView>> Of(HubDbContext db)
    {
        var (charges, equipment, companies) = (db.Charges, db.Equipment, db.Companies);
        return row => new AdjustmentRequestView(
            row.Id, row.Version, row.FacilityId, row.CompanyId,
            companies.Where(one => one.Id == row.CompanyId).Select(one => one.NameEn).FirstOrDefault() ?? "",
            companies.Where(one => one.Id == row.CompanyId).Select(one => one.NameJa).FirstOrDefault() ?? "", row.ChargeId,
            equipment.Where(one => charges.Any(charge => charge.Id == row.ChargeId && charge.EquipmentId == one.Id)).Select(one => one.NameEn).FirstOrDefault() ?? "",
            equipment.Where(one => charges.Any(charge => charge.Id == row.ChargeId && charge.EquipmentId == one.Id)).Select(one => one.NameJa).FirstOrDefault() ?? "",
            charges.Where(charge => charge.Id == row.ChargeId).Select(charge => charge.StartsAt).FirstOrDefault(),
            charges.Where(charge => charge.Id == row.ChargeId).Select(charge => charge.EndsAt).FirstOrDefault(),
            charges.Where(charge => charge.Id == row.ChargeId).Select(charge => charge.NetYen).FirstOrDefault(),
            row.RequestedById, row.Reason, row.WantedNetYen, row.State, row.DecidedNetYen, row.Answer, row.DecidedById, row.DecidedAt, row.CreatedAt);
    }
}
