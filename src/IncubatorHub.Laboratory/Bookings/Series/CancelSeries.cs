using IncubatorHub.Laboratory.Bookings.Search;

namespace IncubatorHub.Laboratory.Bookings.Series;

/// <summary>
/// Gives back what is still to come of a series, or only from one of its bookings on. Each is cancelled like a single one, so one of them may be late;
/// what runs or may not be cancelled stays and is counted.
/// </summary>
[UseCase(Right.BookEquipment, Writes = true)]
internal sealed class CancelSeries(HubDbContext db, IUseCase<CancelBooking.Request, BookingView> cancelBooking, TimeProvider time) : IUseCase<CancelSeries.Request, CancelledSeries>
{
    public sealed record Request(Guid Id, DateTimeOffset? From, CancelBooking.Note? Why) : IRequest<CancelledSeries>;

    public async Task<Outcome<CancelledSeries>> Handle(Request request, CancellationToken cancel)
    {
        var from = request.From is { } wanted && wanted > time.GetUtcNow() ? wanted.ToUniversalTime() : time.GetUtcNow();
        if (!await db.BookingSeries.AnyAsync(series => series.Id == request.Id, cancel))
            return CommonProblems.NotFound("booking series", request.Id);
        var rows = await db.Bookings.AsNoTracking()
            .Where(booking => booking.SeriesId == request.Id && booking.MainBookingId == null && booking.StartsAt >= from && BookingStates.Live.Contains(booking.State))
            .OrderBy(booking => booking.StartsAt).Select(booking => booking.Id).Take(BookingLimits.MostInSeries).ToListAsync(cancel);
        var (given, kept) = (0, new List<KeptBooking>());
        foreach (var id in rows)
        {
            var cancelled = await cancelBooking.Handle(new CancelBooking.Request(id, Guid.Empty, request.Why), cancel);
            if (cancelled.IsAnswer)
                given++;
            else if (cancelled.Problem.Status is not 409)
                return cancelled.Problem;
            else
                kept.Add(new KeptBooking(id, cancelled.Problem.Code, cancelled.Problem.Values.GetValueOrDefault("violations") as IReadOnlyList<FindingView> ?? []));
        }

        return new CancelledSeries(given, kept);
    }

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost("/booking-series/{id:guid}/cancel", (Guid id, HttpUseCases http, CancellationToken cancel, DateTimeOffset? from = null, CancelBooking.Note? why = null) =>
            http.Answer(new Request(id, from, why), cancel))
        .For<CancelSeries>("Cancels what is to come of a series", "from: only bookings that start then or later. The answer lists those that could not be cancelled, with the code of the reason.");
}

/// <summary>What became of it.</summary>
public sealed record CancelledSeries(int Cancelled, IReadOnlyList<KeptBooking> Kept);

/// <summary>A booking that could not be cancelled.</summary>
public sealed record KeptBooking(Guid BookingId, string Code, IReadOnlyList<FindingView> Violations);
