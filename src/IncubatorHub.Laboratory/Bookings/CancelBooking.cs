using System.ComponentModel.DataAnnotations;
using IncubatorHub.Laboratory.Bookings.Reviews;
using IncubatorHub.Laboratory.Bookings.Rules;
using IncubatorHub.Laboratory.Policies.Rules;

namespace IncubatorHub.Laboratory.Bookings;

/// <summary>
/// Gives a booking back before it runs, with what was booked along. Late, as the policy says, it costs the plan's share, unless others take the time.
/// Whoever runs the facility cancels free of charge, and says why.
/// </summary>
[UseCase(Right.BookEquipment, Writes = true)]
internal sealed class CancelBooking(
    HubDbContext db, BookingInHand hand, BookingParties parties, BookingReviewer reviewer, BookingDesk desk, TimeProvider time)
    : IUseCase<CancelBooking.Request, BookingView>
{
    public sealed record Request(Guid Id, Guid? SeenVersion, Note? Why) : IRequest<BookingView>, IEdit;

    public sealed record Note
    {
        /// <summary>Seen by the company and those who run the facility; they must say why.</summary>
        [StringLength(500)]
        public string Reason { get; init; } = "";

        /// <summary>Rules that whoever runs the facility sets aside.</summary>
        public BookingOverride? Override { get; init; }
    }

    public async Task<Outcome<BookingView>> Handle(Request request, CancellationToken cancel)
    {
        var taken = await hand.Take(
            request.Id, request.SeenVersion, [], [BookingState.Held, BookingState.PendingApproval, BookingState.Confirmed], cancel);
        if (!taken.IsAnswer)
            return taken.Problem;
        var (group, now, reason) = (taken.Answer, time.GetUtcNow(), request.Why?.Reason.Trim() ?? "");
        if (group.Main.EndsAt <= now)
            return BookingProblems.Over(group.Main.EndsAt);
        var isStaff = parties.Runs(group.Main.FacilityId);
        if (isStaff && reason.Length == 0 && group.Main.PersonId != await parties.Self(cancel))
            return CommonProblems.Invalid("reason", "Say why: its holder will read it.");

        var resources = await BookableResource.Load(db, [group.Main.ResourceId], cancel);
        var plan = new BookingPlan(BookingAct.Cancel, new TimeRange(group.Main.StartsAt, group.Main.EndsAt), group.Main.PersonId, group.Main.CompanyId) { Present = group };
        var review = await reviewer.Judge(plan, resources.Values, cancel);
        if (!isStaff && await reviewer.Refuse(review, request.Why?.Override, cancel) is { } refused)
            return refused;
        var isLate = !isStaff && group.Main.State is BookingState.Confirmed
            && BookingTimes.IsLateCancel(review.Main.Policy.Rules, now, group.Main.StartsAt);
        var problem = await desk.Release(
            group, isLate ? BookingState.LateCancelled : BookingState.Withdrawn, BookingChange.Cancelled, reason, now, cancel);
        return problem is null ? await BookingView.Read(db, group.Main.Id, cancel) : problem;
    }

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost("/bookings/{id:guid}/cancel", (Guid id, IfMatch ifMatch, HttpUseCases http, CancellationToken cancel, Note? why = null) =>
            http.Answer(new Request(id, ifMatch.Version, why), cancel))
        .For<CancelBooking>("Cancels a booking",
            "The answer says whether it was withdrawn or cancelled late. Refusals (409): booking.over, booking.wrong-state (a running one is finished instead), booking.belongs-to-main, the code of a rule.");
}
