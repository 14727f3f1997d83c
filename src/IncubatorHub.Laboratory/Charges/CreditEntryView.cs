using System.Linq.Expressions;

namespace IncubatorHub.Laboratory.Charges;

/// <summary>An entry of the ledger as the API and the console show it.</summary>
public sealed record CreditEntryView(
    Guid Id, int Number, CreditEntryKind Kind, long AmountYen, long BalanceYen, long NetYen, long TaxYen, int TaxPercent, Guid? BookingId, DateOnly? Month,
    DateTimeOffset At, string Reason)
{
    /// <summary>The view of a row, as a query.</summary>
    public static Expression<Func<CreditEntry, CreditEntryView>> Of { get; } = row => new CreditEntryView(
        row.Id, row.Number, row.Kind, row.AmountYen, row.BalanceYen, row.NetYen, row.TaxYen, row.TaxPercent, row.BookingId, row.Month, row.At, row.Reason);
}
