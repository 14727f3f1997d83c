using IncubatorHub.Laboratory.LabEquipment;
using IncubatorHub.Registry.Facilities;
using IncubatorHub.Registry.People;

namespace IncubatorHub.Laboratory.Bookings.Calendar;

/// <summary>
/// Shows when the instruments of a facility are taken and out of order. Everybody of the house sees when; by whom, only within one's own company
/// and for those who run the facility.
/// </summary>
[UseCase(Right.ReadBookings)]
internal sealed class ReadCalendar(HubDbContext db) : IUseCase<ReadCalendar.Request, BookingCalendar>
{
    /// <param name="FacilityId">The facility.</param>
    /// <param name="From">Start of the range.</param>
    /// <param name="To">End of the range, at most 62 days later.</param>
    /// <param name="EquipmentId">Only this instrument.</param>
    /// <param name="Class">Only instruments of the class with this code.</param>
    /// <param name="ZoneId">Only instruments in this zone.</param>
    public sealed record Request(
        Guid FacilityId, DateTimeOffset From, DateTimeOffset To, Guid? EquipmentId = null, string? Class = null, Guid? ZoneId = null) : IRequest<BookingCalendar>;

    public async Task<Outcome<BookingCalendar>> Handle(Request request, CancellationToken cancel)
    {
        var (from, to) = (request.From.ToUniversalTime(), request.To.ToUniversalTime());
        if (to <= from || to - from > BookingLimits.WidestCalendar)
            return CommonProblems.Invalid("to", $"After from, at most {BookingLimits.WidestCalendar.TotalDays} days.");
        if (!await db.Facilities.AnyAsync(facility => facility.Id == request.FacilityId, cancel))
            return CommonProblems.NotFound("facility", request.FacilityId);
        var instruments = await Instruments(request, cancel);
        if (instruments.Count > BookingLimits.MostInCalendar)
            return CommonProblems.Invalid("class", $"Narrow it to at most {BookingLimits.MostInCalendar} instruments, by class or zone.");
        HashSet<Guid> resources = [.. instruments.Select(one => one.EquipmentId), .. instruments.Select(one => one.CompanionZoneId).OfType<Guid>()];
        var blocks = await Blocks(db, request.FacilityId, from, to).ToListAsync(cancel);
        var outages = await db.Outages
            .Where(outage => outage.FacilityId == request.FacilityId && outage.CancelledAt == null && outage.StartsAt < to && (outage.EndsAt == null || outage.EndsAt > from))
            .OrderBy(outage => outage.StartsAt)
            .Select(outage => new CalendarOutage(
                outage.Id, outage.EquipmentId, outage.ZoneId, outage.UtilityId, outage.StartsAt, outage.EndsAt, outage.Effect, outage.IsPlanned, outage.Cause))
            .ToListAsync(cancel);
        return new BookingCalendar(from, to, instruments, [.. blocks.Where(block => resources.Contains(block.ResourceId))], outages);
    }

    /// <summary>
    /// What blocks anything in the range, with the booking where the caller may see it. Both sides are bound to the range, so that their indexes on
    /// facility and end leave history out: by its id alone PostgreSQL would look for a booking among all that there ever were.
    /// </summary>
    internal static IQueryable<CalendarBlock> Blocks(HubDbContext db, Guid facilityId, DateTimeOffset from, DateTimeOffset to)
    {
        // Nothing blocks longer, so that a range of the past does not read all that came after it.
        var bound = to + BookingLimits.LongestBlock;
        var (since, before) = (from - BookingLimits.LongestBuffer, to + BookingLimits.LongestBuffer);
        var planned = db.Bookings.Where(booking => booking.FacilityId == facilityId && booking.EndsAt > since && booking.EndsAt < bound && booking.StartsAt < before);
        return from taken in db.Occupancies
               where taken.FacilityId == facilityId && taken.Until > @from && taken.Until < bound && taken.From < to
               join booking in planned on taken.BookingId equals booking.Id into bookings
               from booking in bookings.DefaultIfEmpty()
               join holder in db.Accounts on booking.PersonId equals holder.Id into holders
               from holder in holders.DefaultIfEmpty()
               orderby taken.From
               select new CalendarBlock(taken.ResourceId, taken.SlotIndex, taken.From, taken.Until, booking == null
                   ? null
                   : new CalendarBooking(
                       booking.Id, booking.Version, booking.MainBookingId, booking.PersonId, holder.DisplayName, booking.CompanyId, booking.StartsAt,
                       booking.EndsAt, booking.State, booking.Purpose, booking.IsAssisted));
    }

    private Task<List<CalendarInstrument>> Instruments(Request request, CancellationToken cancel)
    {
        var rows = db.Equipment.Where(one => one.FacilityId == request.FacilityId && one.RetiredAt == null && one.IsBookable);
        if (request.EquipmentId is { } equipment)
            rows = rows.Where(one => one.Id == equipment);
        if (request.Class is { } code)
            rows = rows.Where(one => one.ClassCode == code);
        if (request.ZoneId is { } zone)
            rows = rows.Where(one => one.ZoneId == zone);
        return rows.OrderBy(one => one.AssetNumber).Take(BookingLimits.MostInCalendar + 1)
            .Select(one => new CalendarInstrument(
                one.Id, one.AssetNumber, one.NameEn, one.NameJa, one.ClassCode, one.ZoneId, one.CompanionZoneId, one.ParallelSlots, one.State, one.StateNote))
            .ToListAsync(cancel);
    }

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/facilities/{facilityId:guid}/calendar", (
            Guid facilityId, DateTimeOffset from, DateTimeOffset to, HttpUseCases http, CancellationToken cancel, Guid? equipmentId = null,
            string? @class = null, Guid? zoneId = null) => http.Answer(new Request(facilityId, from, to, equipmentId, @class, zoneId), cancel))
        .For<ReadCalendar>("Shows when instruments are taken", "At most 62 days and 200 instruments. Who holds a booking is seen within one's own company and by those who run the facility.");
}

/// <summary>A stretch of a facility's calendar. All times UTC.</summary>
/// <param name="Outages">Of instruments, zones and utilities; endsAt null: no end is known.</param>
public sealed record BookingCalendar(
    DateTimeOffset From, DateTimeOffset To, IReadOnlyList<CalendarInstrument> Instruments, IReadOnlyList<CalendarBlock> Blocks, IReadOnlyList<CalendarOutage> Outages);

/// <summary>A lane of the calendar.</summary>
/// <param name="CompanionZoneId">The zone that is booked along; its blocks are in the calendar under its own id.</param>
public sealed record CalendarInstrument(
    Guid EquipmentId, string AssetNumber, string NameEn, string NameJa, string ClassCode, Guid? ZoneId, Guid? CompanionZoneId, int ParallelSlots, EquipmentState State,
    string StateNote);

/// <summary>A stretch that a slot of an instrument or zone is taken, buffers included.</summary>
/// <param name="Booking">Null when the caller may not know whose it is.</param>
public sealed record CalendarBlock(Guid ResourceId, int SlotIndex, DateTimeOffset From, DateTimeOffset Until, CalendarBooking? Booking);

/// <summary>The booking behind a block.</summary>
public sealed record CalendarBooking(
    Guid Id, Guid Version, Guid? MainBookingId, Guid PersonId, string PersonName, Guid CompanyId, DateTimeOffset StartsAt, DateTimeOffset EndsAt, BookingState State,
    string Purpose, bool IsAssisted);

/// <summary>That an instrument, a zone or a utility is out of order.</summary>
public sealed record CalendarOutage(
    Guid Id, Guid? EquipmentId, Guid? ZoneId, Guid? UtilityId, DateTimeOffset StartsAt, DateTimeOffset? EndsAt, OutageEffect Effect, bool IsPlanned, string Cause);
