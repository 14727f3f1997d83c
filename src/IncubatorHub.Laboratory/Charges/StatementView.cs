using IncubatorHub.Laboratory.Charges.Rules;

namespace IncubatorHub.Laboratory.Charges;

/// <summary>A line of a statement: a charge, or a correction of one.</summary>
/// <param name="At">When it was booked.</param>
/// <param name="TaxYen">By how much the tax of the statement grew with it.</param>
public sealed record StatementLine(
    DateTimeOffset At, CreditEntryKind Kind, Guid ChargeId, Guid BookingId, string EquipmentNameEn, string EquipmentNameJa, DateTimeOffset StartsAt, DateTimeOffset EndsAt, UseOutcome? Outcome,
    int PlannedMinutes, int? UsedMinutes, int? IdleMinutes, int? OverrunMinutes, long NetYen, long TaxYen, int TaxPercent, string Reason);

/// <summary>What a statement sums up at one rate of consumption tax. The tax is cut once, from the sum.</summary>
public sealed record StatementRate(int TaxPercent, long NetYen, long TaxYen);

/// <summary>What a company was charged at a facility in a month.</summary>
/// <param name="Month">Its first day.</param>
/// <param name="IsFinal">The month is over in the facility's zone: nothing is added any more.</param>
/// <param name="Rates">One for each rate that occurs.</param>
/// <param name="DepositsYen">Paid in during the month.</param>
public sealed record StatementView(
    Guid AccountId, Guid FacilityId, string FacilityNameEn, string FacilityNameJa, string TimeZone, Guid CompanyId, string CompanyNameEn, string CompanyNameJa, DateOnly Month, bool IsFinal,
    IReadOnlyList<StatementLine> Lines, IReadOnlyList<StatementRate> Rates, long NetYen, long TaxYen, long GrossYen, long DepositsYen);
