using IncubatorHub.Laboratory.Bookings.Reviews;
using IncubatorHub.Laboratory.Bookings.Rules;
using IncubatorHub.Laboratory.Policies.Rules;

namespace IncubatorHub.Laboratory.Bookings;

/// <summary>Gives a booking to a colleague, who is judged by every rule as if newly booking. The slot stays; the old booking is superseded.</summary>
[UseCase(Right.BookEquipment, Writes = true)]
internal sealed class HandOverBooking(
    HubDbContext db, BookingInHand hand, BookingParties parties, BookingOffice office, BookingReviewer reviewer, BookingDesk desk, TimeProvider time)
    : IUseCase<HandOverBooking.Request, BookingView>
{
    public sealed record Request(Guid Id, Guid? SeenVersion, Receiver To) : IRequest<BookingView>, IEdit;

    public sealed record Receiver
    {
        /// <summary>The account of a colleague, of the same company.</summary>
        public required Guid PersonId { get; init; }

        /// <summary>Rules that whoever runs the facility sets aside for it.</summary>
        public BookingOverride? Override { get; init; }
    }

    public async Task<Outcome<BookingView>> Handle(Request request, CancellationToken cancel)
    {
        var taken = await hand.Take(
            request.Id, request.SeenVersion, [], [BookingState.PendingApproval, BookingState.Confirmed, BookingState.CheckedIn, BookingState.InUse], cancel);
        if (!taken.IsAnswer)
            return taken.Problem;
        var (group, now) = (taken.Answer, time.GetUtcNow());
        if (group.Main.EndsAt <= now)
            return BookingProblems.Over(group.Main.EndsAt);
        if (group.Main.PersonId == request.To.PersonId)
            return BookingProblems.SamePerson;
        var party = await parties.Find(group.Main.FacilityId, request.To.PersonId, group.Main.CompanyId, cancel);
        if (!party.IsAnswer)
            return party.Problem;

        var resources = await BookableResource.Load(db, group.ResourceIds, cancel);
        var plan = new BookingPlan(BookingAct.HandOver, new TimeRange(group.Main.StartsAt, group.Main.EndsAt), request.To.PersonId, group.Main.CompanyId) { Present = group };
        var review = await reviewer.Judge(plan, group.ResourceIds.Select(id => resources[id]), cancel);
        if (await reviewer.Refuse(review, request.To.Override, cancel) is { } refused)
            return refused;
        // The instrument runs and somebody stands at it: nobody can be asked to wait.
        var waits = !group.Main.State.IsRunning && (office.NeedsApproval(review, group.Main.IsAssisted) || group.Main.State is BookingState.PendingApproval);
        var handed = BookingSuccession.NewGroup(
            review, group, request.To.PersonId, waits ? BookingState.PendingApproval : BookingState.Confirmed, waits ? review.ApprovalUntil(now) : null);
        foreach (var booking in handed.All)
        {
            if (BookingReviewer.Overridden(review, request.To.Override).ToList() is { Count: > 0 } codes)
                booking.Override(codes, request.To.Override!.Reason.Trim());
        }

        var problem = await desk.Supersede(group, handed, review.Resources, BookingChange.HandedOver, "", cancel);
        return await office.Answer(handed.Main.Id, review, problem, cancel);
    }

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost("/bookings/{id:guid}/hand-over", (Guid id, Receiver to, IfMatch ifMatch, HttpUseCases http, CancellationToken cancel) =>
            http.Answer(new Request(id, ifMatch.Version, to), cancel))
        .For<HandOverBooking>("Hands a booking over to a colleague",
            "It becomes a new booking: take the id from the answer. Refusals (409): as for a new booking; booking.same-person, booking.over, booking.wrong-state, booking.belongs-to-main.");
}
