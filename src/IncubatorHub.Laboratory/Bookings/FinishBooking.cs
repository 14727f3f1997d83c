using IncubatorHub.Laboratory.Charges.Rules;

namespace IncubatorHub.Laboratory.Bookings;

/// <summary>Ends use; what is left of the time is free for others. The planned end stays on the booking.</summary>
[UseCase(Right.BookEquipment, Writes = true)]
internal sealed class FinishBooking(HubDbContext db, BookingInHand hand, BookingDesk desk, TimeProvider time) : IUseCase<FinishBooking.Request, BookingView>
{
    public sealed record Request(Guid Id, Guid? SeenVersion) : IRequest<BookingView>, IEdit;

    public async Task<Outcome<BookingView>> Handle(Request request, CancellationToken cancel)
    {
        var taken = await hand.Take(request.Id, request.SeenVersion, [], [BookingState.Confirmed, BookingState.CheckedIn, BookingState.InUse], cancel);
        if (!taken.IsAnswer)
            return taken.Problem;
        var (group, now) = (taken.Answer, time.GetUtcNow());
        if (group.Main.StartsAt > now && !group.Main.State.IsRunning)
            return BookingProblems.NotRunning(group.Main.StartsAt);
        List<Stretch>? used = group.Main.StartedAt is { } startedAt && startedAt < now ? [new(startedAt, now)] : null;
        var problem = await desk.Finish(
            group, BookingState.Completed, now < group.Main.EndsAt ? BookingChange.FinishedEarly : BookingChange.Completed, "", now, used, cancel);
        return problem is null ? await BookingView.Read(db, group.Main.Id, cancel) : problem;
    }

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost("/bookings/{id:guid}/finish", (Guid id, IfMatch ifMatch, HttpUseCases http, CancellationToken cancel) =>
            http.Answer(new Request(id, ifMatch.Version), cancel))
        .For<FinishBooking>("Finishes a running booking", "Refusals (409): booking.not-running (cancel it instead), booking.wrong-state, booking.belongs-to-main.");
}
