using System.ComponentModel.DataAnnotations;
using IncubatorHub.Laboratory.Bookings.Reviews;

namespace IncubatorHub.Laboratory.Bookings.Series;

/// <summary>Says no to the requests of a series, with the reason. Their time is free at once; what was approved before stays.</summary>
[UseCase(Right.ManageBookings, Writes = true)]
internal sealed class RejectSeries(SeriesRequests requests, IUseCase<RejectBooking.Request, BookingView> rejectBooking) : IUseCase<RejectSeries.Request, DecidedSeries>
{
    public sealed record Request(Guid Id, Refusal Why) : IRequest<DecidedSeries>;

    public sealed record Refusal
    {
        /// <summary>Which bookings of the series; left out: all that wait.</summary>
        [MaxLength(BookingLimits.MostInSeries)]
        public IReadOnlyList<Guid>? BookingIds { get; init; }

        /// <summary>Their holder will read it.</summary>
        [Required, StringLength(500, MinimumLength = 1)]
        public required string Reason { get; init; }
    }

    public Task<Outcome<DecidedSeries>> Handle(Request request, CancellationToken cancel)
    {
        var each = new RejectBooking.Refusal { Reason = request.Why.Reason };
        return requests.Decide(request.Id, request.Why.BookingIds, id => rejectBooking.Handle(new RejectBooking.Request(id, Guid.Empty, each), cancel), cancel);
    }

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost("/booking-series/{id:guid}/reject", (Guid id, Refusal why, HttpUseCases http, CancellationToken cancel) =>
            http.Answer(new Request(id, why), cancel))
        .For<RejectSeries>("Rejects the requests of a series", "The answer lists those that were not rejected, e.g. decided meanwhile, with the code of the reason.");
}
