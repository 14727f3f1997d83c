using System.Collections.Immutable;
using IncubatorHub.Laboratory.Bookings.Rules;
using IncubatorHub.Laboratory.Charges;
using IncubatorHub.Laboratory.LabEquipment;
using IncubatorHub.Laboratory.Policies;
using IncubatorHub.Laboratory.Policies.Rules;
using IncubatorHub.Registry.Facilities;
using IncubatorHub.Registry.Tenancies;

namespace IncubatorHub.Laboratory.Bookings;

/// <summary>
/// Gathers what the rules look at, in a number of queries that does not grow with the number of bookings; what no rule of the policy asks for is not
/// read. Take the turns first, see <see cref="BookingTurns"/>: then nothing of it changes before the commit.
/// </summary>
internal sealed class BookingFactsLoader(HubDbContext db, PoliciesDoor policies, ChargesDoor charges, KeptRooms rooms, TimeProvider time)
{
    public async Task<(EffectivePolicy Policy, BookingFacts Facts)> Load(BookingPlan plan, BookableResource resource, CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        var policy = resource.Equipment is { } equipment
            ? await policies.EffectiveFor(equipment, cancel)
            : await policies.EffectiveForZone(resource.FacilityId, resource.Id, cancel);
        var around = plan.Around ?? plan.Asked;
        ImmutableArray<HeldBooking> held = [.. await HeldBookings.Load(db, plan, policy.Rules, now, cancel), .. plan.Place?.Earlier ?? []];
        var prepared = Prepared(policy.Rules, around, held);
        var calendar = await policies.CalendarOf(resource.FacilityId, prepared, cancel);
        var utilities = await Utilities(resource, cancel);
        // What is booked along covers the same time by construction.
        ImmutableArray<TimeRange> along = [plan.Asked];
        return (policy, new BookingFacts
        {
            Act = plan.Act,
            Now = now,
            Asked = plan.Asked,
            Present = PresentOf(plan, resource),
            Resource = resource.Facts,
            Policy = policy.Rules,
            Hours = new HouseHours(policy.Rules, calendar, prepared),
            PersonId = plan.PersonId,
            CompanyId = plan.CompanyId,
            Bookings = held,
            Taken = await Taken(plan, resource, around, cancel),
            Outages = await Outages(resource, utilities, around, cancel),
            Utilities = [.. utilities.Select(one => new UtilityFacts(one.NameEn, one.NameJa, one.State, one.IsVital))],
            QualifiedFor = resource.Class is { NeedsQualification: true } kind ? await Qualified(plan.PersonId, resource, kind, cancel) : [],
            Tenancies = await Tenancies(plan.CompanyId, resource.FacilityId, calendar.Clock.DateOf(now), cancel),
            ZoneBookedFor = along,
            CompanionBookedFor = along,
            BuddiesThere = policy.Rules.BuddyOutOfHours ?? resource.Class?.NeedsBuddyOutOfHours ?? false ? await Buddies(plan, resource, around, cancel) : [],
            Credit = await Credit(plan, resource, cancel),
            IsFirstUse = policy.Rules.ApprovalForFirstUse is true && resource.Equipment is not null && await IsFirstUse(plan.PersonId, resource.Equipment.ClassCode, cancel),
            IsAssisted = plan.IsAssisted,
            Series = plan.Place?.Series,
        });
    }

    private static PresentBooking? PresentOf(BookingPlan plan, BookableResource resource)
    {
        // Moved to another instrument, the main booking is still what is changed.
        var one = plan.Present?.All.FirstOrDefault(booking => booking.ResourceId == resource.Id) ?? (resource.Zone is null ? plan.Present?.Main : null);
        return one is null
            ? null
            : new PresentBooking(one.Id, new TimeRange(one.StartsAt, one.EndsAt), one.State, one.SlotIndex, IsApproved: one.State is not (BookingState.Held or BookingState.PendingApproval));
    }

    private static TimeRange Prepared(PolicyRules rules, TimeRange around, ImmutableArray<HeldBooking> held)
    {
        if (held.IsEmpty || (rules.OffPeak is not { Count: > 0 } && rules.HolidaysOffPeak is not true))
            return around;
        var (from, until) = (held.Min(one => one.Range.From), held.Max(one => one.Range.Until));
        return new TimeRange(from < around.From ? from : around.From, until > around.Until ? until : around.Until);
    }

    private async Task<ImmutableArray<TakenSlot>> Taken(BookingPlan plan, BookableResource resource, TimeRange around, CancellationToken cancel)
    {
        var (blocked, left) = (resource.Blocked(around), plan.Present?.Ids ?? []);
        // Also what begins where this ends: an extension may go up to there.
        var rows = await db.Occupancies.AsNoTracking()
            .Where(one => one.ResourceId == resource.Id && one.Until > blocked.From && one.From <= blocked.Until && !left.Contains(one.BookingId)).ToListAsync(cancel);
        // What keeps a room keeps every slot of it.
        var kept = await rooms.Of(resource, blocked, cancel);
        return
        [
            .. rows.Select(one => new TakenSlot(one.BookingId, one.SlotIndex, new TimeRange(one.From, one.Until))),
            .. kept.SelectMany(one => Enumerable.Range(0, resource.Slots).Select(slot => new TakenSlot(one.ById, slot, new TimeRange(one.From, one.Until)))),
        ];
    }

    private sealed record NeededUtility(Guid Id, string NameEn, string NameJa, UtilityState State, bool IsVital);

    private async Task<List<NeededUtility>> Utilities(BookableResource resource, CancellationToken cancel) => resource.Equipment is null
        ? []
        : await (from need in db.UtilityNeeds
                 where need.EquipmentId == resource.Id
                 join utility in db.Utilities on need.UtilityId equals utility.Id
                 where utility.RetiredAt == null
                 select new NeededUtility(utility.Id, utility.NameEn, utility.NameJa, utility.State, need.IsVital)).ToListAsync(cancel);

    private async Task<ImmutableArray<OutageFacts>> Outages(BookableResource resource, List<NeededUtility> utilities, TimeRange around, CancellationToken cancel)
    {
        var zones = resource.ZoneId is { } zoneId ? await ZonesAround(resource.FacilityId, zoneId, cancel) : [];
        List<Guid> needed = [.. utilities.Select(one => one.Id)];
        var vital = utilities.Where(one => one.IsVital).Select(one => one.Id).ToHashSet();
        var (id, facility) = (resource.Id, resource.FacilityId);
        var rows = await db.Outages.AsNoTracking()
            .Where(outage => outage.FacilityId == facility && outage.CancelledAt == null && outage.StartsAt < around.Until
                && (outage.EndsAt == null || outage.EndsAt > around.From)
                && (outage.EquipmentId == id || zones.Contains(outage.ZoneId!.Value) || needed.Contains(outage.UtilityId!.Value)))
            .ToListAsync(cancel);
        return [.. rows.Select(outage => new OutageFacts(
            outage.Id, new TimeRange(outage.StartsAt, outage.EndsAt ?? DateTimeOffset.MaxValue),
            Blocks: outage.Effect is OutageEffect.Blocking && (outage.UtilityId is not { } utility || vital.Contains(utility)), outage.IsSafety, outage.Cause))];
    }

    /// <summary>When an outage of the instrument, of a zone around it or of a vital utility keeps it from being used.</summary>
    public async Task<IReadOnlyList<TimeRange>> BlockingOutages(BookableResource resource, TimeRange around, CancellationToken cancel) =>
        [.. (await Outages(resource, await Utilities(resource, cancel), around, cancel)).Where(one => one.Blocks).Select(one => one.Range)];

    // The zone and all that it is a part of: a building without power has no laboratory with it.
    private async Task<List<Guid>> ZonesAround(Guid facilityId, Guid zoneId, CancellationToken cancel)
    {
        var parents = await db.Zones.Where(zone => zone.FacilityId == facilityId && zone.ParentId != null)
            .Select(zone => new { zone.Id, Parent = zone.ParentId!.Value }).ToDictionaryAsync(one => one.Id, one => one.Parent, cancel);
        var path = new List<Guid> { zoneId };
        while (path.Count < Zone.MaxDepth && parents.TryGetValue(path[^1], out var parent))
            path.Add(parent);
        return path;
    }

    private async Task<ImmutableArray<TimeRange>> Qualified(Guid personId, BookableResource resource, EquipmentClass kind, CancellationToken cancel)
    {
        var (id, facility) = (resource.Id, resource.FacilityId);
        var rows = await db.Qualifications.AsNoTracking()
            .Where(one => one.PersonId == personId && one.FacilityId == facility && one.ClassCode == kind.Code && one.RevokedAt == null
                && (one.EquipmentId == null || one.EquipmentId == id)).ToListAsync(cancel);
        return [.. rows.Select(one => new TimeRange(one.GrantedAt, EndOf(one, kind.DisuseMonths)))];
    }

    private static DateTimeOffset EndOf(Qualification one, int? disuseMonths)
    {
        var byAge = one.ValidUntil ?? DateTimeOffset.MaxValue;
        var byDisuse = disuseMonths is { } months ? (one.LastUsedAt ?? one.GrantedAt).AddMonths(months) : DateTimeOffset.MaxValue;
        return byAge < byDisuse ? byAge : byDisuse;
    }

    private async Task<ImmutableArray<DayRange>?> Tenancies(Guid companyId, Guid facilityId, DateOnly today, CancellationToken cancel)
    {
        var rows = await db.Tenancies.AsNoTracking()
            .Where(tenancy => tenancy.CompanyId == companyId && tenancy.FacilityId == facilityId
                && (tenancy.State == TenancyState.Planned || tenancy.State == TenancyState.Current))
            .Select(tenancy => new { tenancy.StartsOn, tenancy.PlannedEndOn, tenancy.State }).ToListAsync(cancel);
        // Who stays past the planned end is in until somebody ends it.
        return [.. rows.Select(one => new DayRange(one.StartsOn,
            one.PlannedEndOn is not { } end || (one.State is TenancyState.Current && end < today) ? DateOnly.MaxValue : end))];
    }

    // Others who may use equipment of the class, booked on anything in the same zone.
    private async Task<ImmutableArray<TimeRange>> Buddies(BookingPlan plan, BookableResource resource, TimeRange around, CancellationToken cancel)
    {
        if (resource.ZoneId is not { } zone || resource.Class is not { } kind)
            return [];
        var (now, person, facility, startsAfter) = (time.GetUtcNow(), plan.PersonId, resource.FacilityId, around.From - BookingLimits.Longest);
        var rows = await (
            from booking in db.Bookings.AsNoTracking().IgnoreQueryFilters([ScopeFilters.Name])
            where booking.FacilityId == facility && BookingStates.Live.Contains(booking.State) && booking.State != BookingState.Held
                && booking.PersonId != person && booking.StartsAt < around.Until && booking.StartsAt > startsAfter && booking.EndsAt > around.From
            join equipment in db.Equipment on booking.EquipmentId equals (Guid?)equipment.Id
            where equipment.ZoneId == zone && (!kind.NeedsQualification || db.Set<Qualification>().Any(one => one.PersonId == booking.PersonId
                && one.FacilityId == facility && one.ClassCode == kind.Code && one.RevokedAt == null && one.GrantedAt <= now
                && (one.ValidUntil == null || one.ValidUntil > around.Until)))
            select new { booking.StartsAt, booking.EndsAt }).ToListAsync(cancel);
        return [.. rows.Select(one => new TimeRange(one.StartsAt, one.EndsAt))];
    }

    // Null for what costs nothing more, and for a company that pays after the month.
    private async Task<CreditFacts?> Credit(BookingPlan plan, BookableResource resource, CancellationToken cancel)
    {
        if (resource.Equipment is not { } equipment || !plan.Act.TakesTime || plan.Act is BookingAct.HandOver)
            return null;
        if ((await charges.Standing(resource.FacilityId, plan.CompanyId, cancel)).AvailableYen is not { } left)
            return null;
        var present = plan.Present?.All.FirstOrDefault(booking => booking.EquipmentId == equipment.Id)?.Id ?? plan.Present?.Main.Id;
        if (present is { } id)
            left += await db.Charges.Where(charge => charge.BookingId == id).Select(charge => charge.ReservedYen).SingleOrDefaultAsync(cancel);
        var quote = await charges.Quote(BookingCharges.Of(Guid.Empty, plan, resource), cancel);
        return new CreditFacts(quote.GrossYen, left - (plan.Place?.EarlierYen ?? 0));
    }

    private async Task<bool> IsFirstUse(Guid personId, string classCode, CancellationToken cancel) => !await (
        from booking in db.Bookings.IgnoreQueryFilters([ScopeFilters.Name])
        where booking.PersonId == personId
            && (booking.State == BookingState.Completed || booking.State == BookingState.CheckedIn || booking.State == BookingState.InUse)
        join equipment in db.Equipment on booking.EquipmentId equals (Guid?)equipment.Id
        where equipment.ClassCode == classCode
        select booking.Id).AnyAsync(cancel);
}
