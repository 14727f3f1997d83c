using IncubatorHub.Laboratory.Charges.Rules;

namespace IncubatorHub.Laboratory.Charges;

/// <summary>
/// What the module of bookings asks of this one. It works inside the caller's transaction and leaves the saving to it; whoever touched a company's
/// account has the turn on it until the commit. Every step may be repeated: what is done already does nothing. A booking that was never reserved costs
/// nothing, so zones, which have no price, need not be kept apart.
/// </summary>
internal sealed class ChargesDoor(HubDbContext db, CreditLedger ledger, PriceBook prices, TimeProvider time)
{
    /// <summary>What it would cost if used as planned. Changes nothing.</summary>
    public async Task<PriceQuote> Quote(BookingToCharge what, CancellationToken cancel)
    {
        var zone = await prices.ZoneOf(what.FacilityId, cancel);
        var plan = await prices.PlanFor(what.FacilityId, what.EquipmentId, what.ClassCode, PriceBook.DayOf(what.StartsAt, zone), cancel);
        return await QuoteBy(plan, (await Standing(what.FacilityId, what.CompanyId, cancel)).Tier, what.StartsAt, what.EndsAt, zone, cancel);
    }

    /// <summary>What the company has at the facility, for judging beforehand: only <see cref="Reserve"/> decides.</summary>
    public async Task<CreditStanding> Standing(Guid facilityId, Guid companyId, CancellationToken cancel)
    {
        var account = await db.CreditAccounts.AsNoTracking().IgnoreQueryFilters([ScopeFilters.Name])
            .SingleOrDefaultAsync(one => one.FacilityId == facilityId && one.CompanyId == companyId, cancel);
        return account is null
            ? new CreditStanding(CreditAccount.StandardTier, 0, 0, IsPostPaid: true)
            : new CreditStanding(account.Tier, await ledger.Balance(account.Id, cancel), account.LimitYen, account.IsPostPaid);
    }

    /// <summary>
    /// Keeps aside what the booking costs. Also for one that was moved, extended or shortened, where it books the difference, and for one that is live again after it was
    /// released or settled, where it takes the settlement back first and is not refused. Null when done; else <c>charge.credit-short</c>, and nothing was changed.
    /// </summary>
    /// <param name="what">The booking as it is now.</param>
    /// <param name="mayBeShort">Somebody who may has overridden the credit rule.</param>
    /// <param name="cancel">Gives up.</param>
    public async Task<Problem?> Reserve(BookingToCharge what, bool mayBeShort, CancellationToken cancel)
    {
        var account = await ledger.Open(what.FacilityId, what.CompanyId, cancel);
        var zone = await prices.ZoneOf(what.FacilityId, cancel);
        var charge = what.IsNew ? null : await Find(what.BookingId, cancel);
        var day = PriceBook.DayOf(what.StartsAt, zone);
        // A booking keeps its plan and tier while it stays on its instrument and day.
        var keeps = charge is { State: not ChargeState.Released } && charge.EquipmentId == what.EquipmentId && PriceBook.DayOf(charge.StartsAt, zone) == day;
        var plan = keeps ? await prices.Plan(charge!.PlanId, cancel) : await prices.PlanFor(what.FacilityId, what.EquipmentId, what.ClassCode, day, cancel);
        var quote = await QuoteBy(plan, keeps ? charge!.Tier : account.Tier, what.StartsAt, what.EndsAt, zone, cancel);

        var (settled, reserved) = (charge is { State: ChargeState.Settled }, charge?.ReservedYen ?? 0);
        if (settled)
            await ChangeTo(charge!, account, 0, "", cancel);
        var step = (charge?.Step ?? 0) + 1;
        var difference = quote.GrossYen - reserved;
        if (difference != 0 && await ledger.Book(account, new CreditBooking(
            difference > 0 ? CreditEntryKind.Reservation : CreditEntryKind.Release, -difference, KeyOf(what.BookingId, "reserve", step))
            {
                BookingId = what.BookingId, MayBeShort = mayBeShort || settled || difference < 0,
            }, cancel) is { } tooShort)
            return tooShort;

        if (charge is null)
        {
            db.Add(charge = new Charge
            {
                BookingId = what.BookingId, FacilityId = what.FacilityId, CompanyId = what.CompanyId, PersonId = what.PersonId,
                EquipmentId = what.EquipmentId, ClassCode = what.ClassCode, StartsAt = what.StartsAt, EndsAt = what.EndsAt,
            });
        }

        (charge.PersonId, charge.EquipmentId, charge.ClassCode, charge.StartsAt, charge.EndsAt) = (what.PersonId, what.EquipmentId, what.ClassCode, what.StartsAt, what.EndsAt);
        (charge.State, charge.Step, charge.PlanId, charge.Tier, charge.ReservedYen) = (ChargeState.Reserved, step, quote.PlanId, quote.Tier, quote.GrossYen);
        (charge.NetYen, charge.TaxYen, charge.TaxPercent, charge.Lines) = (quote.NetYen, quote.TaxYen, quote.TaxPercent, quote.Lines);
        charge.PlannedMinutes = (int)Math.Round((what.EndsAt - what.StartsAt).TotalMinutes);
        (charge.UsedMinutes, charge.IdleMinutes, charge.OverrunMinutes, charge.Outcome, charge.SettledAt, charge.Month) = (null, null, null, null, null, null);
        return null;
    }

    /// <summary>Gives free what was kept aside: the booking was given back in time, refused, or replaced by another. Nothing is charged.</summary>
    /// <param name="bookingId">The booking.</param>
    /// <param name="why">For the ledger, which the company sees; at most 500 characters.</param>
    /// <param name="cancel">Gives up.</param>
    public async Task Release(Guid bookingId, string why, CancellationToken cancel)
    {
        if (await OpenAccountOf(bookingId, cancel) is not { } account || await Find(bookingId, cancel) is not { State: ChargeState.Reserved } charge)
            return;
        charge.Step++;
        if (charge.ReservedYen > 0)
        {
            await ledger.Book(account, new CreditBooking(CreditEntryKind.Release, charge.ReservedYen, KeyOf(bookingId, "release", charge.Step))
            {
                BookingId = bookingId, MayBeShort = true, Reason = why,
            }, cancel);
        }

        (charge.State, charge.ReservedYen, charge.NetYen, charge.TaxYen, charge.Lines) = (ChargeState.Released, 0, 0, 0, []);
    }

    /// <summary>
    /// Charges what became of the booking and gives free what was kept aside for it. Never refused: what was used is owed, also when the credit is short.
    /// A fee for a late cancellation is best settled at the planned end, when it is known whether others took the time.
    /// </summary>
    public async Task Settle(Guid bookingId, UseOfBooking use, CancellationToken cancel)
    {
        if (await OpenAccountOf(bookingId, cancel) is not { } account || await Find(bookingId, cancel) is not { State: not ChargeState.Settled } charge)
            return;
        var zone = await prices.ZoneOf(charge.FacilityId, cancel);
        var plan = await prices.Plan(charge.PlanId, cancel);
        var price = Pricing.Price(plan?.Terms, charge.Tier, use, zone);
        var now = time.GetUtcNow();
        charge.Step++;
        if (charge.ReservedYen > 0)
        {
            await ledger.Book(account, new CreditBooking(CreditEntryKind.Release, charge.ReservedYen, KeyOf(bookingId, "free", charge.Step))
            {
                BookingId = bookingId, MayBeShort = true,
            }, cancel);
        }

        (charge.State, charge.ReservedYen, charge.Outcome, charge.SettledAt) = (ChargeState.Settled, 0, use.Outcome, now);
        (charge.StartsAt, charge.EndsAt, charge.Month) = (use.StartsAt, use.EndsAt, MonthOf(now, zone));
        (charge.PlannedMinutes, charge.UsedMinutes, charge.IdleMinutes, charge.OverrunMinutes) = (price.PlannedMinutes, price.UsedMinutes, price.IdleMinutes, price.OverrunMinutes);
        (charge.NetYen, charge.TaxYen, charge.Lines) = (0, 0, price.Lines);
        charge.TaxPercent = await prices.TaxPercentOn(PriceBook.LastDayOf(use.EndsAt, zone), cancel);
        await BookOnStatement(charge, account, CreditEntryKind.Settlement, price.NetYen, "settle", "", cancel);
    }

    /// <summary>Makes a settled charge cost this much net, by an entry on the statement of the current month at the rate of the day of use.</summary>
    public async Task Adjust(Guid bookingId, long netYen, string why, CancellationToken cancel)
    {
        if (await OpenAccountOf(bookingId, cancel) is { } account && await Find(bookingId, cancel) is { State: ChargeState.Settled } charge)
            await ChangeTo(charge, account, netYen, why, cancel);
    }

    private async Task ChangeTo(Charge charge, CreditAccount account, long netYen, string why, CancellationToken cancel)
    {
        charge.Step++;
        await BookOnStatement(charge, account, CreditEntryKind.Adjustment, netYen - charge.NetYen, "adjust", why, cancel);
    }

    private async Task BookOnStatement(
        Charge charge, CreditAccount account, CreditEntryKind kind, long netYen, string step, string why, CancellationToken cancel)
    {
        if (netYen == 0)
            return;
        var month = MonthOf(time.GetUtcNow(), await prices.ZoneOf(charge.FacilityId, cancel));
        var tax = ConsumptionTax.Added(await ledger.NetOfMonth(account.Id, month, charge.TaxPercent, cancel), netYen, charge.TaxPercent);
        await ledger.Book(account, new CreditBooking(kind, -(netYen + tax), KeyOf(charge.BookingId, step, charge.Step))
        {
            BookingId = charge.BookingId, MayBeShort = true, NetYen = netYen, TaxYen = tax, TaxPercent = charge.TaxPercent, Month = month, Reason = why,
        }, cancel);
        charge.NetYen += netYen;
        charge.TaxYen += tax;
    }

    private async Task<PriceQuote> QuoteBy(
        PricePlan? plan, string tier, DateTimeOffset startsAt, DateTimeOffset endsAt, TimeZoneInfo zone, CancellationToken cancel)
    {
        var price = PriceBook.PriceAsPlanned(plan, tier, startsAt, endsAt, zone);
        var percent = await prices.TaxPercentOn(PriceBook.LastDayOf(endsAt, zone), cancel);
        return new PriceQuote(plan?.Id, tier, plan?.Terms.Basis ?? ChargeBasis.Planned, price.NetYen, ConsumptionTax.On(price.NetYen, percent), percent, price.Lines);
    }

    // Null for a booking that was never reserved.
    private async Task<CreditAccount?> OpenAccountOf(Guid bookingId, CancellationToken cancel)
    {
        var owner = db.Charges.Local.FirstOrDefault(charge => charge.BookingId == bookingId) ?? await db.Charges.AsNoTracking()
            .IgnoreQueryFilters([ScopeFilters.Name]).SingleOrDefaultAsync(charge => charge.BookingId == bookingId, cancel);
        return owner is null ? null : await ledger.Open(owner.FacilityId, owner.CompanyId, cancel);
    }

    // With the turn: what was read before it may be old.
    private async Task<Charge?> Find(Guid bookingId, CancellationToken cancel)
    {
        if (db.Charges.Local.FirstOrDefault(charge => charge.BookingId == bookingId) is not { } tracked)
            return await db.Charges.IgnoreQueryFilters([ScopeFilters.Name]).AsTracking().SingleOrDefaultAsync(charge => charge.BookingId == bookingId, cancel);
        if (db.Entry(tracked).State is EntityState.Unchanged)
            await db.Entry(tracked).ReloadAsync(cancel);
        return tracked;
    }

    private static string KeyOf(Guid bookingId, string step, int round) => $"{bookingId:N}:{step}:{round}";

    private static DateOnly MonthOf(DateTimeOffset at, TimeZoneInfo zone)
    {
        var day = PriceBook.DayOf(at, zone);
        return new DateOnly(day.Year, day.Month, 1);
    }
}
