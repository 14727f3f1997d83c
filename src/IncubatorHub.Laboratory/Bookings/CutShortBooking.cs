using System.ComponentModel.DataAnnotations;
using IncubatorHub.Laboratory.Charges.Rules;

namespace IncubatorHub.Laboratory.Bookings;

/// <summary>Whoever runs the facility ends a booking that runs, and says why. What was planned after that is not charged.</summary>
[UseCase(Right.ManageBookings, Writes = true)]
internal sealed class CutShortBooking(HubDbContext db, BookingInHand hand, BookingParties parties, BookingDesk desk, TimeProvider time)
    : IUseCase<CutShortBooking.Request, BookingView>
{
    public sealed record Request(Guid Id, Guid? SeenVersion, Note Why) : IRequest<BookingView>, IEdit;

    public sealed record Note
    {
        /// <summary>Seen by the holder.</summary>
        [Required, StringLength(500, MinimumLength = 5)]
        public required string Reason { get; init; }
    }

    public async Task<Outcome<BookingView>> Handle(Request request, CancellationToken cancel)
    {
        var taken = await hand.Take(request.Id, request.SeenVersion, [], [BookingState.Confirmed, BookingState.CheckedIn, BookingState.InUse], cancel);
        if (!taken.IsAnswer)
            return taken.Problem;
        var (group, now) = (taken.Answer, time.GetUtcNow());
        if (!parties.Runs(group.Main.FacilityId))
            return CommonProblems.Forbidden(Right.ManageBookings);
        if (group.Main.StartsAt > now && !group.Main.State.IsRunning)
            return BookingProblems.NotRunning(group.Main.StartsAt);
        List<Stretch>? used = group.Main.StartedAt is { } startedAt && startedAt < now ? [new(startedAt, now)] : null;
        var problem = await desk.Finish(group, BookingState.CutShort, BookingChange.CutShort, request.Why.Reason.Trim(), now, used, cancel);
        return problem is null ? await BookingView.Read(db, group.Main.Id, cancel) : problem;
    }

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost("/bookings/{id:guid}/cut-short", (Guid id, Note why, IfMatch ifMatch, HttpUseCases http, CancellationToken cancel) =>
            http.Answer(new Request(id, ifMatch.Version, why), cancel))
        .For<CutShortBooking>("Ends a running booking", "Refusals (409): booking.not-running, booking.wrong-state, booking.belongs-to-main.");
}
