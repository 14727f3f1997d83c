using IncubatorHub.Laboratory.Bookings.Reviews;
using IncubatorHub.Laboratory.Bookings.Rules;
using IncubatorHub.Laboratory.Bookings.Search;

namespace IncubatorHub.Laboratory.Bookings;

/// <summary>Lets a running booking end later: up to the next one, and as far as the policy allows.</summary>
[UseCase(Right.BookEquipment, Writes = true)]
internal sealed class ExtendBooking(HubDbContext db, BookingInHand hand, BookingOffice office, BookingReviewer reviewer, BookingDesk desk, StaffRota rota, TimeProvider time)
    : IUseCase<ExtendBooking.Request, BookingView>
{
    public sealed record Request(Guid Id, Guid? SeenVersion, Extension To) : IRequest<BookingView>, IEdit;

    public sealed record Extension
    {
        /// <summary>The new end, later than the present one; a whole minute, with any offset.</summary>
        public required DateTimeOffset EndsAt { get; init; }

        /// <summary>Rules that whoever runs the facility sets aside for it.</summary>
        public BookingOverride? Override { get; init; }
    }

    public async Task<Outcome<BookingView>> Handle(Request request, CancellationToken cancel)
    {
        var taken = await hand.Take(request.Id, request.SeenVersion, [], [BookingState.Confirmed, BookingState.CheckedIn, BookingState.InUse], cancel);
        if (!taken.IsAnswer)
            return taken.Problem;
        var group = taken.Answer;
        var asked = BookingPeriod.Range(group.Main.StartsAt, request.To.EndsAt);
        if (BookingPeriod.Check(asked.From, asked.Until).FirstOrDefault() is { } wrong)
            return CommonProblems.Invalid("endsAt", wrong.ErrorMessage!);
        if (asked.Until <= group.Main.EndsAt)
            return BookingProblems.NotLater(group.Main.EndsAt);
        if (group.Main.StartsAt > time.GetUtcNow() && !group.Main.State.IsRunning)
            return BookingProblems.NotRunning(group.Main.StartsAt);

        var resources = await BookableResource.Load(db, group.ResourceIds, cancel);
        var plan = new BookingPlan(BookingAct.Extend, asked, group.Main.PersonId, group.Main.CompanyId) { Present = group };
        var review = await reviewer.Judge(plan, group.ResourceIds.Select(id => resources[id]), cancel);
        if (await reviewer.Refuse(review, request.To.Override, cancel) is { } refused)
            return refused.With("freeUntil", FreeUntil(review));
        if (office.NeedsApproval(review, isAssisted: false))
            return BookingProblems.NeedsApproval.With("approvalReasons", review.Main.Verdict.ApprovalReasons.Select(FindingView.From).ToList());
        foreach (var booking in group.All)
        {
            if (BookingReviewer.Overridden(review, request.To.Override).ToList() is { Count: > 0 } codes)
                booking.Override(codes, request.To.Override!.Reason.Trim());
        }

        var problem = await desk.Replan(group, review.Resources, asked, group.Main.State, heldUntil: null, BookingChange.Extended, cancel) ?? await rota.Keep(group, cancel);
        return await office.Answer(group.Main.Id, review, problem, cancel);
    }

    // The latest end before the next one on any of its slots; null when nothing is in the way.
    private static DateTimeOffset? FreeUntil(Review review) => review.Each
        .SelectMany(one => one.Facts.Taken.Where(taken => taken.SlotIndex == one.Facts.Present?.SlotIndex && taken.Range.From >= one.Facts.Present.Range.Until)
            .Select(taken => (DateTimeOffset?)(taken.Range.From - TimeSpan.FromMinutes(one.Resource.Facts.CoolDownMinutes))))
        .Min();

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost("/bookings/{id:guid}/extend", (Guid id, Extension to, IfMatch ifMatch, HttpUseCases http, CancellationToken cancel) =>
            http.Answer(new Request(id, ifMatch.Version, to), cancel))
        .For<ExtendBooking>("Extends a running booking",
            "A refusal says in freeUntil how far it could go. Refusals (409): booking.overlap, the code of a rule, booking.refused, booking.needs-approval, booking.not-later, booking.not-running, booking.wrong-state, booking.belongs-to-main.");
}
