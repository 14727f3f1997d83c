using System.ComponentModel.DataAnnotations;
using IncubatorHub.Laboratory.Bookings.Rules;
using IncubatorHub.Laboratory.Policies.Rules;

namespace IncubatorHub.Laboratory.Bookings.Reviews;

/// <summary>
/// Says yes to a request. What was judged when it was made is judged again but for notice and horizon, for a qualification may have ended meanwhile; an assisted
/// session needs the name of who will be there.
/// </summary>
[UseCase(Right.ManageBookings, Writes = true)]
internal sealed class ApproveBooking(HubDbContext db, BookingInHand hand, BookingParties parties, BookingReviewer reviewer, BookingDesk desk, StaffRota rota, TimeProvider time)
    : IUseCase<ApproveBooking.Request, BookingView>
{
    public sealed record Request(Guid Id, Guid? SeenVersion, Consent? Consent) : IRequest<BookingView>, IEdit;

    public sealed record Consent
    {
        /// <summary>For its holder.</summary>
        [StringLength(500)]
        public string Note { get; init; } = "";

        /// <summary>Who of the staff will be there; needed for an assisted session.</summary>
        public Guid? AssistedById { get; init; }

        /// <summary>Rules that are set aside for it.</summary>
        public BookingOverride? Override { get; init; }
    }

    public async Task<Outcome<BookingView>> Handle(Request request, CancellationToken cancel)
    {
        var taken = await hand.Take(request.Id, request.SeenVersion, [], [BookingState.PendingApproval], cancel);
        if (!taken.IsAnswer)
            return taken.Problem;
        var (group, main, consent) = (taken.Answer, taken.Answer.Main, request.Consent ?? new Consent());
        if (!parties.Runs(main.FacilityId))
            return CommonProblems.Forbidden(Right.ManageBookings);
        if (main.EndsAt <= time.GetUtcNow())
            return BookingProblems.Over(main.EndsAt);
        if (await rota.Assign(group, consent.AssistedById ?? main.AssistedById, cancel) is { } absent)
            return absent;

        var resources = await BookableResource.Load(db, group.ResourceIds, cancel);
        // The same time and slot, and nobody's limit grows by it: what is asked anew is whether this person may use it then.
        var plan = new BookingPlan(BookingAct.HandOver, new TimeRange(main.StartsAt, main.EndsAt), main.PersonId, main.CompanyId) { Present = group };
        var review = await reviewer.Judge(plan, group.ResourceIds.Select(id => resources[id]), cancel);
        if (await reviewer.Refuse(review, consent.Override, cancel) is { } refused)
            return refused;
        if (BookingReviewer.Overridden(review, consent.Override).ToList() is { Count: > 0 } codes)
        {
            foreach (var booking in group.All)
                booking.Override(codes, consent.Override!.Reason.Trim());
        }

        return await desk.Confirm(group, review.Resources, cancel) is { } problem ? problem : await BookingView.Read(db, main.Id, cancel);
    }

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost("/bookings/{id:guid}/approve", (Guid id, IfMatch ifMatch, HttpUseCases http, CancellationToken cancel, Consent? consent = null) =>
            http.Answer(new Request(id, ifMatch.Version, consent), cancel))
        .For<ApproveBooking>("Approves a request",
            "Refusals (409): booking.wrong-state, booking.over, booking.staff-missing, booking.staff-busy, the codes of rules that speak against it now.");
}
