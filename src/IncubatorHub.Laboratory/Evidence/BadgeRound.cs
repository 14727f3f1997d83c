using IncubatorHub.Laboratory.Access;
using IncubatorHub.Laboratory.Bookings;
using IncubatorHub.Laboratory.Bookings.Rules;
using IncubatorHub.Laboratory.LabEquipment;
using IncubatorHub.Laboratory.Policies;
using IncubatorHub.Laboratory.Policies.Rules;

namespace IncubatorHub.Laboratory.Evidence;

internal sealed class BadgeRound(HubDbContext db, BookingDesk desk, PoliciesDoor policies, DoorSightings doors, TimeProvider time) : IRound
{
    /// <summary>How a booking says that its holder was seen in this way.</summary>
    public const string Badge = "badge";

    /// <summary>The most that a policy may open check-in before the start.</summary>
    private const int EarliestMinutes = 1_440;

    private sealed record Waiting(Guid Id, Guid PersonId, DateTimeOffset StartsAt, DateTimeOffset EndsAt, Equipment Equipment);

    public async Task<List<Guid>> Due(CancellationToken cancel)
    {
        var come = await Come(await Confirmed(null, cancel), cancel);
        return [.. come.OrderBy(one => one.Value).Take(Rounds.MostAtOnce).Select(one => one.Key)];
    }

    public async Task<bool> Handle(Guid bookingId, CancellationToken cancel)
    {
        // The turn first: what is read before it may be stale.
        if (await desk.Find(bookingId, [], cancel) is not { Main: { State: BookingState.Confirmed } booking } group)
            return false;
        var come = await Come(await Confirmed(bookingId, cancel), cancel);
        if (!come.TryGetValue(bookingId, out var at))
            return false;
        var kind = await (from equipment in db.Equipment
                          where equipment.Id == booking.EquipmentId
                          join other in db.EquipmentClasses on equipment.ClassCode equals other.Code
                          select other).AsNoTracking().SingleAsync(cancel);
        db.Add(AutomaticAct.Of(booking, ActKind.CheckIn, kind.Automation, time.GetUtcNow(), new { badgeAt = at }));
        if (kind.Automation is AutomationMode.On)
            await desk.CheckIn(group, Badge, at, cancel);
        return true;
    }

    // Only people whose card the house knows can be seen; where nobody has one, a round costs one query.
    private Task<List<Waiting>> Confirmed(Guid? only, CancellationToken cancel)
    {
        var (now, acts, cards) = (time.GetUtcNow(), db.AutomaticActs, db.AccessCards);
        var latest = now.AddMinutes(EarliestMinutes);
        return (
            from booking in db.Bookings
            where (only == null || booking.Id == only) && booking.State == BookingState.Confirmed && booking.MainBookingId == null && booking.StartsAt <= latest && booking.EndsAt > now
            join equipment in db.Equipment on booking.EquipmentId equals equipment.Id
            join kind in db.EquipmentClasses on equipment.ClassCode equals kind.Code
            where kind.Automation != AutomationMode.Off
                && cards.Any(card => card.PersonId == booking.PersonId && card.FacilityId == booking.FacilityId && card.Status == CardStatus.Active)
                && !acts.Any(act => act.BookingId == booking.Id && act.Kind == ActKind.CheckIn)
            select new Waiting(booking.Id, booking.PersonId, booking.StartsAt, booking.EndsAt, equipment)).AsNoTracking().ToListAsync(cancel);
    }

    // Whose holder came in while check-in was open, and when. So many queries as there are houses with somebody to come, and three more.
    private async Task<Dictionary<Guid, DateTimeOffset>> Come(List<Waiting> waiting, CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        var rules = await policies.EffectiveFor([.. waiting.Select(one => one.Equipment).DistinctBy(one => one.Id)], cancel);
        var open = waiting.Select(one => (Booking: one, CheckIn: BookingTimes.CheckIn(rules[one.Equipment.Id].Rules, new TimeRange(one.StartsAt, one.EndsAt))))
            .Where(one => one.CheckIn.From <= now).ToList();
        if (open.Count == 0)
            return [];
        var ids = open.ConvertAll(one => one.Booking.Id);
        var along = (await db.Bookings.Where(one => ids.Contains(one.MainBookingId!.Value) && one.ZoneId != null)
            .Select(one => new { Main = one.MainBookingId!.Value, Zone = one.ZoneId!.Value }).ToListAsync(cancel)).ToLookup(one => one.Main, one => one.Zone);
        var come = new Dictionary<Guid, DateTimeOffset>();
        foreach (var house in open.GroupBy(one => one.Booking.Equipment.FacilityId))
        {
            var seen = (await doors.InHouse(house.Key, house.Min(one => one.CheckIn.From), now, cancel)).ToLookup(one => one.PersonId);
            foreach (var (booking, checkIn) in house)
            {
                foreach (var one in seen[booking.PersonId])
                {
                    if (!one.IsLate && one.At >= checkIn.From && one.At < checkIn.Until && one.Into is { } zone && (zone == booking.Equipment.ZoneId || along[booking.Id].Contains(zone)))
                    {
                        come[booking.Id] = one.At;
                        break;
                    }
                }
            }
        }

        return come;
    }
}
