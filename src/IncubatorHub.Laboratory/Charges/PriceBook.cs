using IncubatorHub.Laboratory.Charges.Rules;
using IncubatorHub.Registry.Facilities;

namespace IncubatorHub.Laboratory.Charges;

/// <summary>Looks up what a price follows from: plan, tier, tax rate, zone. It sees all of it, for a price does not depend on who asks.</summary>
internal sealed class PriceBook(HubDbContext db)
{
    private readonly Dictionary<Guid, TimeZoneInfo> _zones = [];

    /// <summary>The zone of a facility.</summary>
    public async Task<TimeZoneInfo> ZoneOf(Guid facilityId, CancellationToken cancel)
    {
        if (_zones.TryGetValue(facilityId, out var known))
            return known;
        var name = await db.Facilities.IgnoreQueryFilters([ScopeFilters.Name]).Where(facility => facility.Id == facilityId)
            .Select(facility => facility.TimeZone).SingleAsync(cancel);
        return _zones[facilityId] = TimeZoneInfo.FindSystemTimeZoneById(name);
    }

    /// <summary>The plan in force for a booking that starts on this day; null: it is free.</summary>
    public Task<PricePlan?> PlanFor(Guid facilityId, Guid equipmentId, string classCode, DateOnly day, CancellationToken cancel) =>
        db.PricePlans.AsNoTracking().IgnoreQueryFilters([ScopeFilters.Name])
            .Where(plan => plan.FacilityId == facilityId && plan.RetiredAt == null && plan.ValidFrom <= day)
            .Where(plan => plan.EquipmentId == equipmentId || plan.ClassCode == classCode)
            .OrderByDescending(plan => plan.EquipmentId != null).ThenByDescending(plan => plan.ValidFrom)
            .FirstOrDefaultAsync(cancel);

    /// <summary>A plan by id, also a withdrawn one.</summary>
    public Task<PricePlan?> Plan(Guid? id, CancellationToken cancel) => id is null
        ? Task.FromResult<PricePlan?>(null)
        : db.PricePlans.AsNoTracking().IgnoreQueryFilters([ScopeFilters.Name]).SingleOrDefaultAsync(plan => plan.Id == id, cancel);

    /// <summary>The rate of consumption tax on a day, percent; 0 before there was one.</summary>
    public async Task<int> TaxPercentOn(DateOnly day, CancellationToken cancel) =>
        await db.TaxRates.Where(rate => rate.ValidFrom <= day).OrderByDescending(rate => rate.ValidFrom).Select(rate => (int?)rate.Percent).FirstOrDefaultAsync(cancel) ?? 0;

    /// <summary>The day on the wall of the facility.</summary>
    public static DateOnly DayOf(DateTimeOffset at, TimeZoneInfo zone) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(at, zone).DateTime);

    /// <summary>The day that use ends on; midnight itself belongs to the day before.</summary>
    public static DateOnly LastDayOf(DateTimeOffset endsAt, TimeZoneInfo zone) => DayOf(endsAt.AddTicks(-1), zone);

    /// <summary>What a booking costs when it is used as planned.</summary>
    public static PricedUse PriceAsPlanned(PricePlan? plan, string tier, DateTimeOffset startsAt, DateTimeOffset endsAt, TimeZoneInfo zone) =>
        Pricing.Price(plan?.Terms, tier, new UseOfBooking(startsAt, endsAt, Used: null, UseOutcome.Completed), zone);
}
