using IncubatorHub.Laboratory.Bookings;
using IncubatorHub.Laboratory.Charges;
using IncubatorHub.Laboratory.Charges.Rules;
using IncubatorHub.Laboratory.LabEquipment;

namespace IncubatorHub.Hub.Demo;

/// <summary>
/// What the bookings of a house cost: a price plan for each class that is not free, an account for each company, a charge for each booking that is over
/// or still stands. What was kept aside and given free again is left out of the ledgers.
/// </summary>
internal sealed class DemoCharges(Action<object> add, DateTimeOffset now)
{
    private const string StartUp = "start-up";
    private const int StartUpPercent = 50;
    private const int LateCancelPercent = 50;
    private const int TaxPercent = 10;
    private const long RoundDeposit = 100_000;

    private static readonly TimeSpan Japan = TimeSpan.FromHours(9);

    // Yen an hour, net. What is not named is free.
    private static readonly Dictionary<string, long> Prices = new()
    {
        ["microscope"] = 3_000, ["flow-cytometer"] = 4_500, ["cell-culture-system"] = 2_400, ["vibration-meter"] = 1_600, ["autoclave"] = 1_200, ["centrifuge"] = 800,
        ["spectrophotometer"] = 600, ["thermal-cycler"] = 400,
    };

    private static DateOnly DayOf(DateTimeOffset at) => DateOnly.FromDateTime(at.ToOffset(Japan).DateTime);

    /// <summary>Charges the bookings of one house.</summary>
    /// <param name="facilityId">The house.</param>
    /// <param name="instruments">What stands there.</param>
    /// <param name="bookings">All of them, whatever became of them.</param>
    /// <param name="paysAhead">The company that pays in advance; the others pay after the month.</param>
    public void Fill(Guid facilityId, IReadOnlyList<Equipment> instruments, IReadOnlyList<Booking> bookings, Guid paysAhead)
    {
        var plans = instruments.Select(one => one.ClassCode).Distinct().Where(Prices.ContainsKey).Order(StringComparer.Ordinal)
            .ToDictionary(code => code, code => Plan(facilityId, code));
        var classOf = instruments.ToDictionary(one => one.Id, one => one.ClassCode);
        foreach (var (n, company) in bookings.GroupBy(one => one.CompanyId).Index())
        {
            var account = new CreditAccount
            {
                FacilityId = facilityId, CompanyId = company.Key, Tier = n % 3 == 1 ? StartUp : CreditAccount.StandardTier, IsPostPaid = company.Key != paysAhead,
            };
            add(account);
            List<(Booking Booking, Charge Charge)> charged = [.. company.Where(one => one.EquipmentId is not null && plans.ContainsKey(classOf[one.EquipmentId.Value]))
                .OrderBy(one => one.EndsAt).Select(one => (one, ChargeOf(one, classOf[one.EquipmentId!.Value], plans, account))).Where(one => one.Item2 is not null)
                .Select(one => (one.one, one.Item2!))];
            Enter(account, charged);
        }
    }

    private PricePlan Plan(Guid facilityId, string classCode)
    {
        var plan = new PricePlan
        {
            FacilityId = facilityId, ClassCode = classCode, ValidFrom = DayOf(now.AddYears(-1)), Note = "Prices of the house",
            Terms = new PriceTerms
            {
                YenPerHour = Prices[classCode], RoundingMinutes = 15, LateCancelPercent = LateCancelPercent, NoShowPercent = 100,
                Tiers = [new TierPrice { Tier = StartUp, FactorPercent = StartUpPercent }],
            },
        };
        add(plan);
        return plan;
    }

    // Null where nothing is owed: given back in time, or not confirmed yet. Bookings are whole quarters of an hour, so nothing is rounded.
    private Charge? ChargeOf(Booking one, string classCode, Dictionary<string, PricePlan> plans, CreditAccount account)
    {
        UseOutcome? outcome = one.State switch
        {
            BookingState.Completed => UseOutcome.Completed,
            BookingState.LateCancelled => UseOutcome.LateCancelled,
            BookingState.ReleasedNoShow => UseOutcome.NoShow,
            _ => null,
        };
        if (outcome is null && one.State is not (BookingState.Confirmed or BookingState.CheckedIn or BookingState.InUse))
            return null;
        var minutes = (int)(one.EndsAt - one.StartsAt).TotalMinutes;
        var perHour = Prices[classCode] * (account.Tier == StartUp ? StartUpPercent : 100) / 100;
        var whole = perHour * minutes / 60;
        var line = outcome switch
        {
            UseOutcome.LateCancelled => new PriceLine(PriceLineKind.LateCancelFee, minutes, 0, whole * LateCancelPercent / 100),
            UseOutcome.NoShow => new PriceLine(PriceLineKind.NoShowFee, minutes, 0, whole),
            _ => new PriceLine(PriceLineKind.Time, minutes, perHour, whole),
        };
        var charge = new Charge
        {
            BookingId = one.Id, FacilityId = one.FacilityId, CompanyId = one.CompanyId, PersonId = one.PersonId, EquipmentId = one.EquipmentId!.Value, ClassCode = classCode,
            StartsAt = one.StartsAt, EndsAt = one.EndsAt, PlanId = plans[classCode].Id, Tier = account.Tier, Step = 1, PlannedMinutes = minutes, NetYen = line.Yen,
            TaxYen = line.Yen * TaxPercent / 100, TaxPercent = TaxPercent, Lines = [line], Outcome = outcome,
        };
        if (one is { StartedAt: { } started, FinishedAt: { } finished } && outcome is UseOutcome.Completed)
        {
            charge.UsedMinutes = Math.Min(minutes, (int)(finished - started).TotalMinutes);
            (charge.IdleMinutes, charge.OverrunMinutes) = (minutes - charge.UsedMinutes, 0);
        }

        return charge;
    }

    private void Enter(CreditAccount account, List<(Booking Booking, Charge Charge)> charged)
    {
        var (number, balance) = (0, 0L);
        var monthNet = new Dictionary<DateOnly, long>();

        void Entry(CreditEntryKind kind, long amount, string key, DateTimeOffset at, Charge? charge = null, DateOnly? month = null) => add(new CreditEntry
        {
            AccountId = account.Id, Number = ++number, FacilityId = account.FacilityId, CompanyId = account.CompanyId, Kind = kind, AmountYen = amount,
            BalanceYen = balance += amount, LimitYen = 0, MayBeShort = account.IsPostPaid || kind is not CreditEntryKind.Reservation, Key = key, BookingId = charge?.BookingId,
            NetYen = month is null ? 0 : charge!.NetYen, TaxYen = month is null ? 0 : charge!.TaxYen, TaxPercent = month is null ? 0 : TaxPercent, Month = month, At = at,
            ById = Guid.Empty,
        });

        if (!account.IsPostPaid)
        {
            var owed = charged.Sum(one => one.Charge.NetYen + one.Charge.TaxYen + 1);
            Entry(CreditEntryKind.Deposit, (owed / RoundDeposit * RoundDeposit) + (2 * RoundDeposit), "demo", now.AddDays(-100));
        }

        foreach (var (booking, charge) in charged)
        {
            add(charge);
            if (charge.Outcome is null)
                charge.ReservedYen = charge.NetYen + charge.TaxYen;
            else
                Settle(charge);
            var (kind, amount) = charge.Outcome is null ? (CreditEntryKind.Reservation, charge.ReservedYen) : (CreditEntryKind.Settlement, charge.NetYen + charge.TaxYen);
            if (amount > 0)
                Entry(kind, -amount, $"{booking.Id:N}:{(charge.Outcome is null ? "reserve" : "settle")}:1", charge.SettledAt ?? now, charge, charge.Month);
        }

        // The tax of a month is the tax on its sum: a charge's part is what the sum grows by.
        void Settle(Charge charge)
        {
            var day = DayOf(charge.EndsAt);
            var month = new DateOnly(day.Year, day.Month, 1);
            var before = monthNet.GetValueOrDefault(month);
            monthNet[month] = before + charge.NetYen;
            charge.TaxYen = ((before + charge.NetYen) * TaxPercent / 100) - (before * TaxPercent / 100);
            (charge.State, charge.SettledAt, charge.Month) = (ChargeState.Settled, charge.EndsAt, month);
        }
    }
}
