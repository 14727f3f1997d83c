using IncubatorHub.Laboratory.Access;
using IncubatorHub.Laboratory.Bookings;
using IncubatorHub.Laboratory.Bookings.Rules;
using IncubatorHub.Laboratory.LabEquipment;
using IncubatorHub.Laboratory.Policies;
using Quartz;
using TimeRange = IncubatorHub.Laboratory.Policies.Rules.TimeRange;

namespace IncubatorHub.Laboratory.Evidence;

/// <summary>Checks holders in whose card opened a door of the instrument's zone while check-in was open.</summary>
[DisallowConcurrentExecution]
internal sealed class CheckInByBadge(Rounds rounds) : IJob
{
    public static readonly TimeSpan Every = TimeSpan.FromMinutes(1);

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) => await Make(cancellationToken);

    internal Task<int> Make(CancellationToken cancel) => rounds.Make<BadgeRound>(nameof(CheckInByBadge), cancel);
}

internal sealed class BadgeRound(HubDbContext db, BookingDesk desk, BookingEvidence evidence, PoliciesDoor policies, DoorSightings doors, TimeProvider time) : IRound
{
    /// <summary>How a booking says that its holder was seen in this way.</summary>
    public const string Badge = "badge";

    /// <summary>What the hub missed while its jobs stood still is made up so far back; also the longest time that a policy opens check-in ahead.</summary>
    private static readonly TimeSpan Back = TimeSpan.FromDays(1);

    public async Task<List<Guid>> Due(CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        var (opens, acts, cards) = (now + Back, db.AutomaticActs, db.AccessCards);
        var waiting = await (
            from booking in db.Bookings
            where booking.State == BookingState.Confirmed && booking.MainBookingId == null && booking.StartsAt < opens && booking.EndsAt > now
            join equipment in db.Equipment on booking.EquipmentId equals equipment.Id
            join kind in db.EquipmentClasses on equipment.ClassCode equals kind.Code
            where (equipment.ZoneId != null || equipment.CompanionZoneId != null) && kind.Automation != AutomationMode.Off
                && cards.Any(card => card.PersonId == booking.PersonId && card.FacilityId == booking.FacilityId)
                && !acts.Any(act => act.BookingId == booking.Id && act.Kind == ActKind.CheckIn)
            orderby booking.StartsAt
            select new { booking.Id, booking.PersonId, booking.StartsAt, booking.EndsAt, Equipment = equipment }).AsNoTracking().ToListAsync(cancel);
        if (waiting.Count == 0)
            return [];
        var rules = await policies.EffectiveFor([.. waiting.Select(one => one.Equipment).DistinctBy(one => one.Id)], cancel);
        var open = waiting.ConvertAll(one => (Booking: one, Window: BookingTimes.CheckIn(rules[one.Equipment.Id].Rules, new TimeRange(one.StartsAt, one.EndsAt))))
            .FindAll(one => one.Window.From <= now);
        var come = new List<(DateTimeOffset StartsAt, Guid Id)>();
        // House by house, each with its own span and its own bound: a busy one takes nothing from another.
        foreach (var house in open.GroupBy(one => one.Booking.Equipment.FacilityId))
        {
            var (first, oldest) = (house.Min(one => one.Window.From), now - Back);
            var zones = house.SelectMany(one => DoorSightings.ZonesOf(one.Booking.Equipment)).Distinct().ToList();
            var seen = (await doors.In(house.Key, zones, first > oldest ? first : oldest, now, cancel)).ToLookup(one => (one.PersonId, one.ZoneId));
            come.AddRange(house.Where(one => DoorSightings.ZonesOf(one.Booking.Equipment).Any(zone => seen[(one.Booking.PersonId, zone)].Any(at => Counts(at, one.Window))))
                .Select(one => (one.Booking.StartsAt, one.Booking.Id)));
        }

        return [.. come.OrderBy(one => one.StartsAt).Take(Rounds.MostAtOnce).Select(one => one.Id)];
    }

    public async Task<bool> Handle(Guid bookingId, CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        if (await desk.Find(bookingId, [], cancel) is not { } group || group.Main is not { State: BookingState.Confirmed } booking || booking.EndsAt <= now
            || await db.AutomaticActs.AnyAsync(act => act.BookingId == bookingId && act.Kind == ActKind.CheckIn, cancel))
            return false;
        var (equipment, kind, policy) = await evidence.Instrument(booking, cancel);
        var window = BookingTimes.CheckIn(policy, new TimeRange(booking.StartsAt, booking.EndsAt));
        if (kind.Automation is AutomationMode.Off)
            return false;
        var seen = (await doors.Around(equipment, window.From, now, cancel)).FindAll(one => one.PersonId == booking.PersonId && Counts(one, window));
        if (seen is not [var first, ..])
            return false;
        db.Add(AutomaticAct.Of(booking, ActKind.CheckIn, kind.Automation, now, new { badgeAt = first.At, first.ZoneId }));
        if (kind.Automation is AutomationMode.On && await desk.CheckIn(group, Badge, first.At, cancel) is { } problem)
            throw new InvalidOperationException($"The desk refused a check-in: {problem.Code}.");
        return true;
    }

    private static bool Counts(Sighting seen, TimeRange window) => seen is { IsPrompt: true, IsLeaving: false } && seen.At >= window.From && seen.At < window.Until;
}
