using System.ComponentModel.DataAnnotations;
using IncubatorHub.Laboratory.LabEquipment;

namespace IncubatorHub.Laboratory.Bookings.Search;

/// <summary>Finds the next free times of one instrument, of a class, or of all instruments of a facility.</summary>
[UseCase(Right.ReadBookings)]
internal sealed class FindFreeSlots(HubDbContext db, FreeTimeSearch search, TimeProvider time) : IUseCase<FindFreeSlots.Request, IReadOnlyList<FreeSlot>>
{
    /// <param name="FacilityId">The facility; left out with <paramref name="EquipmentId"/>.</param>
    /// <param name="EquipmentId">Only this instrument.</param>
    /// <param name="Class">Only instruments of the class with this code.</param>
    /// <param name="ZoneId">Only those that stand in this zone.</param>
    /// <param name="Minutes">How long.</param>
    /// <param name="From">Not before; left out: now.</param>
    /// <param name="Until">Over by then; left out: 14 days from the start of the search, at most 62.</param>
    /// <param name="PerInstrument">Most times of each instrument.</param>
    public sealed record Request(
        Guid? FacilityId = null, Guid? EquipmentId = null, [property: StringLength(40)] string? Class = null, Guid? ZoneId = null,
        [property: Range(1, 132_480)] int Minutes = 60, DateTimeOffset? From = null, DateTimeOffset? Until = null,
        [property: Range(1, 20)] int PerInstrument = 3) : IRequest<IReadOnlyList<FreeSlot>>;

    private static readonly TimeSpan Usual = TimeSpan.FromDays(14);

    public async Task<Outcome<IReadOnlyList<FreeSlot>>> Handle(Request request, CancellationToken cancel)
    {
        if (request.FacilityId is null && request.EquipmentId is null)
            return CommonProblems.Invalid("facilityId", "Name a facility or an instrument.");
        var from = request.From?.ToUniversalTime() ?? time.GetUtcNow();
        var until = request.Until?.ToUniversalTime() ?? from + Usual;
        if (until <= from || until - from > BookingLimits.WidestCalendar)
            return CommonProblems.Invalid("until", $"After from, at most {BookingLimits.WidestCalendar.TotalDays} days.");
        var rows = db.Equipment.Where(one => one.RetiredAt == null && one.IsBookable && one.State == EquipmentState.InUse);
        if (request.FacilityId is { } facility)
            rows = rows.Where(one => one.FacilityId == facility);
        if (request.EquipmentId is { } equipment)
            rows = rows.Where(one => one.Id == equipment);
        if (request.Class is { } code)
            rows = rows.Where(one => one.ClassCode == code);
        if (request.ZoneId is { } zone)
            rows = rows.Where(one => one.ZoneId == zone);
        var instruments = await BookableResource.Instruments(rows.OrderBy(one => one.AssetNumber).Take(BookingLimits.MostInCalendar), db, cancel);
        var wish = new FreeTimeWish(from, until, request.Minutes, request.PerInstrument);
        return Outcome<IReadOnlyList<FreeSlot>>.Of(await search.Of(instruments, wish, cancel));
    }

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/bookings/free-slots", ([AsParameters] Request request, HttpUseCases http, CancellationToken cancel) => http.Answer(request, cancel))
        .For<FindFreeSlots>("Finds free times", "What depends on who books is judged on booking: see the preview.");
}
