using IncubatorHub.Laboratory.Bookings;
using IncubatorHub.Laboratory.Charges.Rules;
using IncubatorHub.Laboratory.LabEquipment;
using IncubatorHub.Laboratory.Policies;
using IncubatorHub.Laboratory.Usage;
using IncubatorHub.Laboratory.Usage.Rules;

namespace IncubatorHub.Laboratory.Evidence;

/// <summary>Gathers what the rules of this module judge of one booking.</summary>
internal sealed class BookingEvidence(HubDbContext db, SensingEvidence sensing, PoliciesDoor policies)
{
    /// <summary>Check-in opens so many minutes before the start where the policy does not say.</summary>
    public const int DefaultEarlyMinutes = 15;

    /// <summary>The instrument with its class, and the policy that is in force for it.</summary>
    public async Task<(Equipment Equipment, EquipmentClass Class, PolicyRules Policy)> Instrument(Booking booking, CancellationToken cancel)
    {
        var equipment = await db.Equipment.AsNoTracking().SingleAsync(one => one.Id == booking.EquipmentId, cancel);
        var kind = await db.EquipmentClasses.AsNoTracking().SingleAsync(one => one.Code == equipment.ClassCode, cancel);
        return (equipment, kind, (await policies.EffectiveFor(equipment, cancel)).Rules);
    }

    /// <summary>Sessions of an instrument that touch a span of time, in order.</summary>
    public Task<List<UsageSession>> Sessions(Guid equipmentId, DateTimeOffset from, DateTimeOffset to, CancellationToken cancel) => db.UsageSessions.AsNoTracking()
        .Where(one => one.EquipmentId == equipmentId && one.WithdrawnAt == null && one.StartedAt < to && (one.EndedAt == null || one.EndedAt > from))
        .OrderBy(one => one.StartedAt).ToListAsync(cancel);

    /// <summary>Whether nothing seen means that nothing happened.</summary>
    public Task<SensingVerdict> Sensing(Guid equipmentId, DateTimeOffset from, DateTimeOffset to, CancellationToken cancel) => sensing.Of(equipmentId, from, to, cancel);

    /// <summary>Sessions that were told to be of this booking, in order.</summary>
    public async Task<List<UsageSession>> SessionsOf(Guid bookingId, CancellationToken cancel) => await (
        from attribution in db.SessionAttributions
        where attribution.BookingId == bookingId
        join session in db.UsageSessions on attribution.SessionId equals session.Id
        where session.WithdrawnAt == null
        orderby session.StartedAt
        select session).AsNoTracking().ToListAsync(cancel);

    /// <summary>When the instrument was in use for a booking, up to now; null when nothing tells: not sensed, or silent for more than a tenth of it.</summary>
    public async Task<IReadOnlyList<Stretch>?> Used(Booking booking, DateTimeOffset now, CancellationToken cancel)
    {
        var until = booking.EndsAt < now ? booking.EndsAt : now;
        if (booking.EquipmentId is not { } equipment || until <= booking.StartsAt)
            return null;
        var verdict = await sensing.Of(equipment, booking.StartsAt, until, cancel);
        // A metric that is sent only when it changes is silent by nature.
        var isSilent = !verdict.Doubts.Contains(SensingDoubt.NotRegular) && verdict.LongestSilenceSeconds * 10 > (until - booking.StartsAt).TotalSeconds;
        if (verdict.Doubts.Contains(SensingDoubt.NotSensed) || isSilent)
            return null;
        return [.. (await SessionsOf(booking.Id, cancel)).Select(one => new Stretch(one.StartedAt, one.EndedAt ?? one.LastSeenAt)).Where(one => one.Length > TimeSpan.Zero)];
    }

    /// <summary>The facts of sensing as an act keeps them.</summary>
    public static object Told(SensingVerdict sensing, DateTimeOffset from, DateTimeOffset to) => new
    {
        from, to, sensing.Readings, sensing.LongestSilenceSeconds, sensing.DoubtfulReadings, sensing.ReadingsAtWork, doubts = sensing.Doubts.Select(one => one.ToString()),
    };
}
