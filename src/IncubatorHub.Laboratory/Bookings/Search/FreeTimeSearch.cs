using IncubatorHub.Laboratory.Bookings.Rules;
using IncubatorHub.Laboratory.Policies;
using IncubatorHub.Laboratory.Policies.Rules;

namespace IncubatorHub.Laboratory.Bookings.Search;

/// <summary>So long, somewhen between two instants.</summary>
internal sealed record FreeTimeWish(DateTimeOffset From, DateTimeOffset Until, int Minutes, int Most);

/// <summary>
/// When instruments can be had next, as far as it does not depend on who asks: slots, buffers, opening hours, outages, grid, notice and horizon. Of
/// instruments that need a companion only their own time is looked at; booking judges the rest. Queries do not grow with the number of instruments.
/// </summary>
internal sealed class FreeTimeSearch(HubDbContext db, PoliciesDoor policies, BookingFactsLoader facts, TimeProvider time)
{
    public async Task<IReadOnlyList<FreeSlot>> Of(BookableResource instrument, FreeTimeWish wish, CancellationToken cancel) =>
        await Of([instrument], wish, cancel);

    /// <summary>The first <see cref="FreeTimeWish.Most"/> of each instrument, by start. All stand in one facility.</summary>
    public async Task<IReadOnlyList<FreeSlot>> Of(IReadOnlyList<BookableResource> instruments, FreeTimeWish wish, CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        var range = new TimeRange(wish.From > now ? wish.From : now, wish.Until);
        if (range.Until <= range.From || instruments.Count == 0)
            return [];
        var rules = await policies.EffectiveFor([.. instruments.Select(one => one.Equipment!)], cancel);
        var calendar = await policies.CalendarOf(instruments[0].FacilityId, range, cancel);
        var taken = await Taken(instruments, range, cancel);
        var found = new List<FreeSlot>();
        foreach (var one in instruments)
        {
            var policy = rules[one.Id].Rules;
            var question = new FreeTimeQuestion
            {
                Within = Within(range, policy, now, wish.Minutes), Length = TimeSpan.FromMinutes(wish.Minutes), Resource = one.Facts,
                Taken = [.. taken[one.Id].Select(block => new TakenSlot(block.BookingId, block.SlotIndex, new TimeRange(block.From, block.Until)))],
                Outages = await facts.BlockingOutages(one, range, cancel),
                Open = calendar.OpenAround(policy, range), MayRunOvernight = policy.AllowsOvernight is true,
                GridMinutes = policy.GridMinutes ?? 1, Clock = calendar.Clock,
            };
            found.AddRange(FreeTimes.Of(question).Take(wish.Most).Select(slot =>
                new FreeSlot(one.Id, one.Equipment!.NameEn, one.Equipment.NameJa, slot.Start, slot.Start.AddMinutes(wish.Minutes))));
        }

        return [.. found.OrderBy(slot => slot.StartsAt).ThenBy(slot => slot.EquipmentId)];
    }

    private static TimeRange Within(TimeRange range, PolicyRules policy, DateTimeOffset now, int minutes)
    {
        var from = Later(range.From, now.AddMinutes(policy.CreateNoticeMinutes ?? 0));
        var last = policy.HorizonDays is { } days ? now.AddDays(days).AddMinutes(minutes) : range.Until;
        return new TimeRange(from, last < range.Until ? last : range.Until);
    }

    private async Task<ILookup<Guid, Occupancy>> Taken(IReadOnlyList<BookableResource> instruments, TimeRange range, CancellationToken cancel)
    {
        List<Guid> ids = [.. instruments.Select(one => one.Id)];
        // A booking's own warm-up and cool-down may meet what lies beyond the range.
        var (from, until) = (range.From.AddDays(-1), range.Until.AddDays(1));
        return (await db.Occupancies.AsNoTracking().Where(one => ids.Contains(one.ResourceId) && one.Until > from && one.From < until).ToListAsync(cancel))
            .ToLookup(one => one.ResourceId);
    }

    private static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;
}

/// <summary>A time that is free on an instrument.</summary>
public sealed record FreeSlot(Guid EquipmentId, string NameEn, string NameJa, DateTimeOffset StartsAt, DateTimeOffset EndsAt);
