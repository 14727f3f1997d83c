namespace IncubatorHub.Laboratory.Bookings;

/// <summary>Lists bookings of the caller's companies and of the facilities that the caller runs.</summary>
[UseCase(Right.ReadBookings)]
internal sealed class ListBookings(HubDbContext db, BookingParties parties) : IUseCase<ListBookings.Request, Page<BookingView>>
{
    /// <param name="Mine">true: only those that the caller holds.</param>
    /// <param name="Live">true: only those that still hold their slot; false: only the others.</param>
    /// <param name="FacilityId">Only at this facility.</param>
    /// <param name="CompanyId">Only of this company.</param>
    /// <param name="PersonId">Only of this holder.</param>
    /// <param name="EquipmentId">Only of this instrument.</param>
    /// <param name="ZoneId">Only of this zone.</param>
    /// <param name="SeriesId">Only of this series.</param>
    /// <param name="State">Only in this state.</param>
    /// <param name="From">Only those that end after then.</param>
    /// <param name="To">Only those that start before then.</param>
    public sealed record Request(
        bool Mine = false, bool? Live = null, Guid? FacilityId = null, Guid? CompanyId = null, Guid? PersonId = null, Guid? EquipmentId = null,
        Guid? ZoneId = null, Guid? SeriesId = null, Choice<BookingState>? State = null, DateTimeOffset? From = null, DateTimeOffset? To = null,
        string? Sort = null, int? Limit = null, string? Cursor = null, int? Offset = null) : IRequest<Page<BookingView>>, IPaged;

    private static readonly SortKeys<Booking> Keys = new SortKeys<Booking>(booking => booking.Id)
        .By("startsAt", booking => booking.StartsAt)
        .By("endsAt", booking => booking.EndsAt)
        .By("createdAt", booking => booking.CreatedAt);

    public async Task<Outcome<Page<BookingView>>> Handle(Request request, CancellationToken cancel)
    {
        var rows = Filtered(request);
        if (request.Mine)
        {
            var me = await parties.Self(cancel) ?? Guid.Empty;
            rows = rows.Where(booking => booking.PersonId == me);
        }

        return await rows.ToPage(request, Keys, BookingView.Of(db), cancel);
    }

    private IQueryable<Booking> Filtered(Request request)
    {
        IQueryable<Booking> rows = db.Bookings;
        if (request.FacilityId is { } facility)
            rows = rows.Where(booking => booking.FacilityId == facility);
        if (request.CompanyId is { } company)
            rows = rows.Where(booking => booking.CompanyId == company);
        if (request.PersonId is { } person)
            rows = rows.Where(booking => booking.PersonId == person);
        if (request.EquipmentId is { } equipment)
            rows = rows.Where(booking => booking.EquipmentId == equipment);
        if (request.ZoneId is { } zone)
            rows = rows.Where(booking => booking.ZoneId == zone);
        if (request.SeriesId is { } series)
            rows = rows.Where(booking => booking.SeriesId == series);
        if (request.State is { Value: var state })
            rows = rows.Where(booking => booking.State == state);
        if (request.Live is { } live)
            rows = rows.Where(booking => BookingStates.Live.Contains(booking.State) == live);
        // A booking is never longer than the limit, so that the index on its start bounds what is looked at.
        if (request.From is { } from)
            rows = rows.Where(booking => booking.EndsAt > from && booking.StartsAt > from - BookingLimits.Longest);
        if (request.To is { } to)
            rows = rows.Where(booking => booking.StartsAt < to);
        return rows;
    }

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/bookings", ([AsParameters] Request request, HttpUseCases http, CancellationToken cancel) => http.Answer(request, cancel))
        .For<ListBookings>("Lists bookings");
}
