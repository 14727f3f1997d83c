using System.Collections.Immutable;
using IncubatorHub.Laboratory.Bookings.Rules;
using IncubatorHub.Laboratory.LabEquipment;
using IncubatorHub.Laboratory.Policies;
using IncubatorHub.Laboratory.Policies.Rules;

namespace IncubatorHub.Laboratory.Bookings;

/// <summary>The bookings of a person and a company that the rules count: in one query, and no further back than a rule looks.</summary>
internal static class HeldBookings
{
    private static readonly BookingState[] NeverCounted =
        [BookingState.Rejected, BookingState.Expired, BookingState.Withdrawn, BookingState.OutageCancelled, BookingState.Superseded];

    /// <summary>
    /// Also those out of the caller's sight, at another house or of another company of the person: of them the rules tell sums, not rows.
    /// </summary>
    public static async Task<ImmutableArray<HeldBooking>> Load(
        HubDbContext db, BookingPlan plan, PolicyRules rules, DateTimeOffset now, CancellationToken cancel)
    {
        var since = (now < plan.Asked.From ? now : plan.Asked.From) - LooksBack(rules);
        var startsAfter = since - BookingLimits.Longest;
        var left = plan.Present?.Ids ?? [];
        var (person, company) = (plan.PersonId, plan.CompanyId);
        var rows = db.Bookings.AsNoTracking().IgnoreQueryFilters([ScopeFilters.Name])
            .Where(one => one.StartsAt > startsAfter && one.EndsAt > since && !NeverCounted.Contains(one.State) && !left.Contains(one.Id));
        rows = CountsCompany(rules) ? rows.Where(one => one.PersonId == person || one.CompanyId == company) : rows.Where(one => one.PersonId == person);
        var found = await (
            from one in rows
            join equipment in db.Equipment on one.EquipmentId equals (Guid?)equipment.Id into some
            from equipment in some.DefaultIfEmpty()
            join kind in db.EquipmentClasses on equipment.ClassCode equals kind.Code into kinds
            from kind in kinds.DefaultIfEmpty()
            select new
            {
                one.Id, one.EquipmentId, one.ZoneId, Class = equipment == null ? "" : equipment.ClassCode, one.PersonId, one.CompanyId, one.StartsAt, one.EndsAt, one.FinishedAt,
                one.State, IsUnattended = kind != null && kind.IsUnattended,
            }).ToListAsync(cancel);
        return [.. found.Select(one => new HeldBooking(
            one.Id, (one.EquipmentId ?? one.ZoneId)!.Value, one.Class, one.PersonId, one.CompanyId, new TimeRange(one.StartsAt, one.EndsAt), one.State,
            one.IsUnattended, one.EquipmentId is null))];
    }

    private static TimeSpan LooksBack(PolicyRules rules)
    {
        var back = TimeSpan.FromDays(2);
        foreach (var limit in rules.RollingLimits ?? [])
            back = Longer(back, limit.Length);
        foreach (var gap in new[] { rules.GapOnItemMinutes, rules.GapOnClassMinutes, rules.GapOnAnyMinutes })
            back = Longer(back, TimeSpan.FromMinutes(gap ?? 0));
        // After ten half-lives a no-show weighs a thousandth.
        if (rules.NoShowScoreLimit is not null)
            back = Longer(back, TimeSpan.FromDays(Math.Min(365, 10 * (rules.NoShowHalfLifeDays ?? 0))));
        return back;
    }

    private static bool CountsCompany(PolicyRules rules) =>
        rules.DailyLimits?.Any(limit => limit.Holder is LimitHolder.Company) is true
        || rules.OpenLimits?.Any(limit => limit.Holder is LimitHolder.Company) is true
        || rules.RollingLimits?.Any(limit => limit.Holder is LimitHolder.Company) is true;

    private static TimeSpan Longer(TimeSpan one, TimeSpan other) => one > other ? one : other;
}
