namespace IncubatorHub.Laboratory.Bookings;

/// <summary>Reads one booking of the caller's company, or of a facility that the caller runs.</summary>
[UseCase(Right.ReadBookings)]
internal sealed class ReadBooking(HubDbContext db) : IUseCase<ReadBooking.Request, BookingView>
{
    public sealed record Request(Guid Id) : IRequest<BookingView>;

    public async Task<Outcome<BookingView>> Handle(Request request, CancellationToken cancel) =>
        await db.Bookings.Where(booking => booking.Id == request.Id).Select(BookingView.Of(db)).SingleOrDefaultAsync(cancel) is { } found
            ? found
            : CommonProblems.NotFound("booking", request.Id);

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/bookings/{id:guid}", (Guid id, HttpUseCases http, CancellationToken cancel) => http.Answer(new Request(id), cancel))
        .For<ReadBooking>("Reads a booking");
}
