using System.Linq.Expressions;
using IncubatorHub.Laboratory.Charges.Rules;
using IncubatorHub.Laboratory.LabEquipment;

namespace IncubatorHub.Laboratory.Charges;

/// <summary>What a booking costs, as the API and the console show it.</summary>
public sealed record ChargeView(
    Guid Id, Guid BookingId, Guid FacilityId, Guid CompanyId, Guid PersonId, Guid EquipmentId, string EquipmentNameEn, string EquipmentNameJa, string ClassCode,
    DateTimeOffset StartsAt, DateTimeOffset EndsAt, ChargeState State, UseOutcome? Outcome, string Tier, int PlannedMinutes, int? UsedMinutes, int? IdleMinutes, int? OverrunMinutes,
    long ReservedYen, long NetYen, long TaxYen, int TaxPercent, IReadOnlyList<PriceLine> Lines, DateTimeOffset? SettledAt, DateOnly? Month)
{
    /// <summary>The view of a row, as a query over this context.</summary>
    public static Expression<Func<Charge, ChargeView>> Of(HubDbContext db)
    {
        var equipment = db.Equipment;
        return row => new ChargeView(
            row.Id, row.BookingId, row.FacilityId, row.CompanyId, row.PersonId, row.EquipmentId,
            equipment.Where(one => one.Id == row.EquipmentId).Select(one => one.NameEn).FirstOrDefault() ?? "",
            equipment.Where(one => one.Id == row.EquipmentId).Select(one => one.NameJa).FirstOrDefault() ?? "", row.ClassCode,
            row.StartsAt, row.EndsAt, row.State, row.Outcome, row.Tier, row.PlannedMinutes, row.UsedMinutes, row.IdleMinutes, row.OverrunMinutes,
            row.ReservedYen, row.NetYen, row.TaxYen, row.TaxPercent, row.Lines, row.SettledAt, row.Month);
    }
}
