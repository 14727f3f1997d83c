using System.ComponentModel.DataAnnotations;

namespace IncubatorHub.Laboratory.Bookings.Reviews;

/// <summary>Says no to a request, with the reason. Its time is free at once.</summary>
[UseCase(Right.ManageBookings, Writes = true)]
internal sealed class RejectBooking(HubDbContext db, BookingInHand hand, BookingParties parties, BookingDesk desk, TimeProvider time)
    : IUseCase<RejectBooking.Request, BookingView>
{
    public sealed record Request(Guid Id, Guid? SeenVersion, Refusal Why) : IRequest<BookingView>, IEdit;

    public sealed record Refusal
    {
        /// <summary>Its holder will read it.</summary>
        [Required, StringLength(500, MinimumLength = 1)]
        public required string Reason { get; init; }
    }

    public async Task<Outcome<BookingView>> Handle(Request request, CancellationToken cancel)
    {
        var taken = await hand.Take(request.Id, request.SeenVersion, [], [BookingState.PendingApproval], cancel);
        if (!taken.IsAnswer)
            return taken.Problem;
        if (!parties.Runs(taken.Answer.Main.FacilityId))
            return CommonProblems.Forbidden(Right.ManageBookings);
        var problem = await desk.Release(taken.Answer, BookingState.Rejected, BookingChange.Rejected, request.Why.Reason.Trim(), time.GetUtcNow(), cancel);
        return problem is null ? await BookingView.Read(db, request.Id, cancel) : problem;
    }

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost("/bookings/{id:guid}/reject", (Guid id, Refusal why, IfMatch ifMatch, HttpUseCases http, CancellationToken cancel) =>
            http.Answer(new Request(id, ifMatch.Version, why), cancel))
        .For<RejectBooking>("Rejects a request", "Refusals: booking.wrong-state (409).");
}
