using IncubatorHub.Laboratory.Charges.Rules;

namespace IncubatorHub.Laboratory.Charges;

/// <summary>What is to be charged: a booking of an instrument, without its buffers.</summary>
/// <param name="BookingId">The booking; any new id for a mere question.</param>
/// <param name="StartsAt">UTC, included.</param>
/// <param name="EndsAt">UTC, excluded.</param>
public sealed record BookingToCharge(
    Guid BookingId, Guid FacilityId, Guid CompanyId, Guid PersonId, Guid EquipmentId, string ClassCode, DateTimeOffset StartsAt, DateTimeOffset EndsAt)
{
    /// <summary>The booking was made in this very transaction, so nothing was charged for it before.</summary>
    public bool IsNew { get; init; }
}

/// <summary>What a booking will cost if used as planned.</summary>
/// <param name="PlanId">The plan that it follows from; null: it is free.</param>
/// <param name="Basis">Which time will be charged.</param>
/// <param name="NetYen">Yen, net.</param>
/// <param name="TaxYen">Yen of consumption tax; in the statement it may differ by one, for a statement rounds once.</param>
/// <param name="TaxPercent">The rate on the day of the booking.</param>
/// <param name="Lines">What the net amount is made of.</param>
public sealed record PriceQuote(Guid? PlanId, string Tier, ChargeBasis Basis, long NetYen, long TaxYen, int TaxPercent, IReadOnlyList<PriceLine> Lines)
{
    /// <summary>Yen, tax included.</summary>
    public long GrossYen => NetYen + TaxYen;
}

/// <summary>What a company has at a facility.</summary>
/// <param name="BalanceYen">Paid in, less what was charged and what is kept aside.</param>
/// <param name="LimitYen">How far below zero reservations may go.</param>
/// <param name="IsPostPaid">Reservations are never refused.</param>
public sealed record CreditStanding(string Tier, long BalanceYen, long LimitYen, bool IsPostPaid)
{
    /// <summary>Yen that can still be reserved; null: without limit.</summary>
    public long? AvailableYen => IsPostPaid ? null : BalanceYen + LimitYen;
}
