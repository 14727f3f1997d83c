using IncubatorHub.Laboratory.Bookings.Reviews;
using IncubatorHub.Laboratory.Bookings.Rules;
using IncubatorHub.Laboratory.Policies.Rules;

namespace IncubatorHub.Laboratory.Bookings.Waiting;

/// <summary>Takes an offer from the waiting list: the slot that was held is booked, or waits for approval where that is needed.</summary>
[UseCase(Right.BookEquipment, Writes = true)]
internal sealed class TakeOffer(HubDbContext db, BookingInHand hand, BookingReviewer reviewer, BookingOffice office, BookingDesk desk, TimeProvider time)
    : IUseCase<TakeOffer.Request, BookingView>
{
    public sealed record Request(Guid Id) : IRequest<BookingView>;

    public async Task<Outcome<BookingView>> Handle(Request request, CancellationToken cancel)
    {
        var taken = await hand.TakeAnyVersion(request.Id, [], [BookingState.Held], cancel);
        if (!taken.IsAnswer)
            return taken.Problem;
        var (group, main, now) = (taken.Answer, taken.Answer.Main, time.GetUtcNow());
        if (main.HeldUntil <= now)
            return BookingProblems.OfferOver(main.HeldUntil.Value);
        var resources = await BookableResource.Load(db, group.ResourceIds, cancel);
        var plan = new BookingPlan(BookingAct.Offer, new TimeRange(main.StartsAt, main.EndsAt), main.PersonId, main.CompanyId) { Present = group };
        var review = await reviewer.Judge(plan, group.ResourceIds.Select(id => resources[id]), cancel);
        if (await reviewer.Refuse(review, null, cancel) is { } refused)
            return refused;
        if (await db.Waitlist.SingleOrDefaultAsync(entry => entry.OfferId == main.Id, cancel) is { } entry)
            entry.State = WaitlistState.Taken;
        var problem = office.NeedsApproval(review, main.IsAssisted)
            ? await desk.AskApproval(group, review.Resources, review.ApprovalUntil(now), cancel)
            : await desk.Confirm(group, review.Resources, cancel);
        return problem is null ? await BookingView.Read(db, main.Id, cancel) : problem;
    }

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost("/bookings/{id:guid}/take-offer", (Guid id, HttpUseCases http, CancellationToken cancel) => http.Answer(new Request(id), cancel))
        .For<TakeOffer>("Takes an offer", "Refusals (409): booking.offer-over, booking.wrong-state, the codes of rules.");
}

/// <summary>Declines an offer: the next in line has it. Whoever declines leaves the list.</summary>
[UseCase(Right.BookEquipment, Writes = true)]
internal sealed class DeclineOffer(HubDbContext db, BookingInHand hand, BookingDesk desk, TimeProvider time) : IUseCase<DeclineOffer.Request, BookingView>
{
    public sealed record Request(Guid Id) : IRequest<BookingView>;

    public async Task<Outcome<BookingView>> Handle(Request request, CancellationToken cancel)
    {
        var taken = await hand.TakeAnyVersion(request.Id, [], [BookingState.Held], cancel);
        if (!taken.IsAnswer)
            return taken.Problem;
        if (await db.Waitlist.SingleOrDefaultAsync(entry => entry.OfferId == request.Id, cancel) is { } entry)
            entry.State = WaitlistState.Passed;
        var problem = await desk.Release(taken.Answer, BookingState.Withdrawn, BookingChange.Cancelled, "", time.GetUtcNow(), cancel);
        return problem is null ? await BookingView.Read(db, request.Id, cancel) : problem;
    }

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost("/bookings/{id:guid}/decline-offer", (Guid id, HttpUseCases http, CancellationToken cancel) => http.Answer(new Request(id), cancel))
        .For<DeclineOffer>("Declines an offer", "Refusals: booking.wrong-state (409).");
}
