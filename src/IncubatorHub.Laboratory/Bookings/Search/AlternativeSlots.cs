using IncubatorHub.Laboratory.Bookings.Calendar;
using IncubatorHub.Laboratory.Bookings.Outages;
using IncubatorHub.Laboratory.Bookings.Rules;
using IncubatorHub.Laboratory.LabEquipment;
using IncubatorHub.Laboratory.Policies;
using IncubatorHub.Laboratory.Policies.Rules;

namespace IncubatorHub.Laboratory.Bookings.Search;

/// <summary>A time that is free instead.</summary>
public sealed record AlternativeSlot(Guid EquipmentId, string NameEn, string NameJa, DateTimeOffset StartsAt, DateTimeOffset EndsAt);

/// <summary>
/// Finds when a refused booking would fit: on the same instrument as soon after the wanted start as possible, and on others of its class at the
/// facility. Each one found has passed the rules that do not depend on what else was wrong with the request.
/// </summary>
internal sealed class AlternativeSlots(HubDbContext db, PoliciesDoor policies)
{
    // So many instruments are looked at, and so many starts on each: a bound for a house full of them, not a matter of taste.
    private const int MostLike = 12;
    private const int MostStarts = 60;

    /// <summary>Nearest first, at most <see cref="BookingLimits.MostAlternatives"/>; three of them on the same instrument.</summary>
    public async Task<IReadOnlyList<AlternativeSlot>> For(Review review, CancellationToken cancel)
    {
        if (review.Main.Resource.Equipment is not { } wanted)
            return [];
        var asked = review.Plan.Asked;
        var range = new TimeRange(asked.From, asked.From + BookingLimits.AlternativesWithin);
        var like = await BookableResource.Instruments(
            db.Equipment.Where(one => one.FacilityId == wanted.FacilityId && one.ClassCode == wanted.ClassCode && one.RetiredAt == null && one.IsBookable
                    && one.State == EquipmentState.InUse)
                .OrderBy(one => one.Id == wanted.Id ? 0 : 1).ThenBy(one => one.AssetNumber).Take(MostLike), db, cancel);
        var along = await BookableResource.Load(db, [.. like.SelectMany(one => BookableResource.CompanionsOf(one.Equipment!)).Distinct()], cancel);
        var boards = await Boards([.. like, .. along.Values], review, range, cancel);
        var rules = await policies.EffectiveFor([.. like.Select(one => one.Equipment!)], cancel);
        var calendar = await policies.CalendarOf(wanted.FacilityId, range, cancel);
        var outages = await OutagesOf.Equipment(db, [.. like.Select(one => one.Id)], range.From, range.Until, cancel);

        var found = new List<AlternativeSlot>();
        foreach (var one in like)
        {
            BookableResource[] needed = [one, .. BookableResource.CompanionsOf(one.Equipment!).Select(id => along.GetValueOrDefault(id)).OfType<BookableResource>()];
            var facts = review.Main.Facts with
            {
                Resource = one.Facts, Policy = rules[one.Id].Rules, Hours = new HouseHours(rules[one.Id].Rules, calendar, range), Taken = [],
                Outages = [.. outages[one.Id].Where(outage => outage.Effect is OutageEffect.Blocking).Select(outage => new OutageFacts(
                    outage.Id, new TimeRange(outage.StartsAt, outage.EndsAt ?? DateTimeOffset.MaxValue), Blocks: true, outage.IsSafety, outage.Cause))],
            };
            found.AddRange(Starts(needed, boards, asked, range, facts).Take(one.Id == wanted.Id ? 3 : 1).Select(start => new AlternativeSlot(
                one.Id, one.Equipment!.NameEn, one.Equipment.NameJa, start, start + asked.Length)));
        }

        return [.. found.OrderBy(one => one.StartsAt).ThenBy(one => one.EquipmentId == wanted.Id ? 0 : 1).Take(BookingLimits.MostAlternatives)];
    }

    private static IEnumerable<DateTimeOffset> Starts(
        BookableResource[] needed, IReadOnlyDictionary<Guid, SlotBoard> boards, TimeRange asked, TimeRange range, BookingFacts facts) => needed
        .SelectMany(one => boards[one.Id].Ends.Select(end => end + (asked.From - one.Blocked(asked).From))).Where(start => start > asked.From && start < range.Until)
        .Concat(facts.Outages.Where(outage => outage.Range.Until > asked.From && outage.Range.Until < range.Until).Select(outage => WholeMinute(outage.Range.Until)))
        .Prepend(asked.From).Select(start => OnGrid(start, facts)).Distinct().Order().Take(MostStarts)
        .Where(start => Array.TrueForAll(needed, one => boards[one.Id].LowestFree(one.Blocked(new TimeRange(start, start + asked.Length))) is not null)
            && BookingJudge.Judge(facts with { Asked = new TimeRange(start, start + asked.Length) }).IsAllowed);

    private static DateTimeOffset WholeMinute(DateTimeOffset at) => at.AddTicks((TimeSpan.TicksPerMinute - (at.Ticks % TimeSpan.TicksPerMinute)) % TimeSpan.TicksPerMinute);

    // The next step of the grid by the clock on the wall.
    private static DateTimeOffset OnGrid(DateTimeOffset start, BookingFacts facts)
    {
        if (facts.Policy.GridMinutes is not { } grid)
            return start;
        var over = facts.Hours.Calendar.Clock.At(start).TimeOfDay.Ticks % TimeSpan.FromMinutes(grid).Ticks;
        return over == 0 ? start : start + TimeSpan.FromMinutes(grid) - TimeSpan.FromTicks(over);
    }

    private async Task<Dictionary<Guid, SlotBoard>> Boards(List<BookableResource> resources, Review review, TimeRange range, CancellationToken cancel)
    {
        List<Guid> ids = [.. resources.Select(one => one.Id)];
        var left = review.Plan.Present?.Ids ?? [];
        var (from, until) = (range.From - TimeSpan.FromDays(1), range.Until + BookingLimits.LongestBlock);
        var rows = await db.Occupancies.AsNoTracking()
            .Where(one => ids.Contains(one.ResourceId) && one.Until > from && one.From < until && !left.Contains(one.BookingId)).ToListAsync(cancel);
        var taken = rows.ToLookup(one => one.ResourceId);
        return resources.DistinctBy(one => one.Id).ToDictionary(one => one.Id, one => new SlotBoard(taken[one.Id], one.Slots));
    }
}
