using System.Globalization;
using IncubatorHub.Laboratory.LabEquipment;

namespace IncubatorHub.Laboratory.Charges;

/// <summary>Puts a statement together from the ledger. What it sums up was booked once and never changes, so neither does the statement of a month that is over.</summary>
internal sealed class StatementReader(HubDbContext db, PriceBook prices, TimeProvider time)
{
    /// <summary>The statement of an account in the caller's sight.</summary>
    /// <param name="accountId">The account.</param>
    /// <param name="monthText"><c>yyyy-MM</c>.</param>
    /// <param name="cancel">Gives up.</param>
    public async Task<Outcome<StatementView>> Read(Guid accountId, string monthText, CancellationToken cancel)
    {
        if (await db.CreditAccounts.Where(one => one.Id == accountId).Select(CreditAccountView.Of(db)).SingleOrDefaultAsync(cancel) is not { } account)
            return CommonProblems.NotFound("credit account", accountId);
        if (!DateOnly.TryParseExact(monthText + "-01", "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var month))
            return CommonProblems.Invalid("month", "A month: yyyy-MM.");

        var equipment = db.Equipment;
        var rows =
            from entry in db.CreditEntries
            where entry.AccountId == accountId && entry.Month == month
            join charge in db.Charges on entry.BookingId equals (Guid?)charge.BookingId
            orderby entry.Number
            select new { Entry = entry, Charge = charge, Equipment = equipment.Where(one => one.Id == charge.EquipmentId).Select(one => new { one.NameEn, one.NameJa }).FirstOrDefault() };
        var lines = (await rows.ToListAsync(cancel)).Select(row => new StatementLine(
            row.Entry.At, row.Entry.Kind, row.Charge.Id, row.Charge.BookingId, row.Equipment?.NameEn ?? "", row.Equipment?.NameJa ?? "", row.Charge.StartsAt, row.Charge.EndsAt, row.Charge.Outcome,
            row.Charge.PlannedMinutes, row.Charge.UsedMinutes, row.Charge.IdleMinutes, row.Charge.OverrunMinutes, row.Entry.NetYen, row.Entry.TaxYen, row.Entry.TaxPercent, row.Entry.Reason)).ToList();

        var zone = await prices.ZoneOf(account.FacilityId, cancel);
        var (from, until) = (StartOf(month, zone), StartOf(month.AddMonths(1), zone));
        var deposits = await db.CreditEntries.Where(entry => entry.AccountId == accountId && entry.Kind == CreditEntryKind.Deposit && entry.At >= from && entry.At < until)
            .SumAsync(entry => entry.AmountYen, cancel);
        var rates = lines.GroupBy(line => line.TaxPercent).OrderByDescending(rate => rate.Key)
            .Select(rate => new StatementRate(rate.Key, rate.Sum(line => line.NetYen), rate.Sum(line => line.TaxYen))).ToList();
        var (net, tax) = (rates.Sum(rate => rate.NetYen), rates.Sum(rate => rate.TaxYen));
        return new StatementView(
            account.Id, account.FacilityId, account.FacilityNameEn, account.FacilityNameJa, zone.Id, account.CompanyId, account.CompanyNameEn, account.CompanyNameJa, month,
            time.GetUtcNow() >= until, lines, rates, net, tax, net + tax, deposits);
    }

    private static DateTimeOffset StartOf(DateOnly day, TimeZoneInfo zone) => Rules.PeakHours.InstantOf(day.ToDateTime(TimeOnly.MinValue), zone);
}
