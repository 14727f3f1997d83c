using System.ComponentModel.DataAnnotations;
using IncubatorHub.Laboratory.Bookings.Reviews;

namespace IncubatorHub.Laboratory.Bookings.Series;

/// <summary>Says yes to the requests of a series. Each is judged again like a single one; those that something speaks against go on waiting, and are listed.</summary>
[UseCase(Right.ManageBookings, Writes = true)]
internal sealed class ApproveSeries(SeriesRequests requests, IUseCase<ApproveBooking.Request, BookingView> approveBooking) : IUseCase<ApproveSeries.Request, DecidedSeries>
{
    public sealed record Request(Guid Id, Consent? Consent) : IRequest<DecidedSeries>;

    public sealed record Consent
    {
        /// <summary>Which bookings of the series; left out: all that wait.</summary>
        [MaxLength(BookingLimits.MostInSeries)]
        public IReadOnlyList<Guid>? BookingIds { get; init; }

        /// <summary>Who of the staff will be there, at each of them; left out: whoever is named on it.</summary>
        public Guid? AssistedById { get; init; }

        /// <summary>Rules that are set aside for all of them.</summary>
        public BookingOverride? Override { get; init; }
    }

    public Task<Outcome<DecidedSeries>> Handle(Request request, CancellationToken cancel)
    {
        var consent = request.Consent ?? new Consent();
        var each = new ApproveBooking.Consent { AssistedById = consent.AssistedById, Override = consent.Override };
        return requests.Decide(request.Id, consent.BookingIds, id => approveBooking.Handle(new ApproveBooking.Request(id, Guid.Empty, each), cancel), cancel);
    }

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost("/booking-series/{id:guid}/approve", (Guid id, HttpUseCases http, CancellationToken cancel, Consent? consent = null) =>
            http.Answer(new Request(id, consent), cancel))
        .For<ApproveSeries>("Approves the requests of a series", "Each is judged like a single one. The answer lists those that still wait, with the code of the reason and what speaks against them.");
}
