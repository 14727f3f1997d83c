using IncubatorHub.Laboratory.Bookings.Rules;
using IncubatorHub.Laboratory.Bookings.Search;
using IncubatorHub.Laboratory.Policies.Rules;

namespace IncubatorHub.Laboratory.Bookings.Reviews;

/// <summary>What a manager looks at before deciding on a request: why it waits, what speaks against it now, and its holder's standing.</summary>
[UseCase(Right.ManageBookings)]
internal sealed class ReviewRequest(HubDbContext db, BookingDesk desk, BookingParties parties, BookingReviewer reviewer, TimeProvider time)
    : IUseCase<ReviewRequest.Request, RequestReview>
{
    public sealed record Request(Guid Id) : IRequest<RequestReview>;

    private static readonly TimeSpan StandingOver = TimeSpan.FromDays(365);

    public async Task<Outcome<RequestReview>> Handle(Request request, CancellationToken cancel)
    {
        if (await desk.Find(request.Id, [], cancel) is not { } group)
            return CommonProblems.NotFound("booking", request.Id);
        var main = group.Main;
        if (!parties.Runs(main.FacilityId))
            return CommonProblems.Forbidden(Right.ManageBookings);
        if (main.State is not BookingState.PendingApproval)
            return BookingProblems.WrongState(main.State, BookingState.PendingApproval);
        var resources = await BookableResource.Load(db, group.ResourceIds, cancel);
        var plan = new BookingPlan(BookingAct.HandOver, new TimeRange(main.StartsAt, main.EndsAt), main.PersonId, main.CompanyId) { Present = group };
        var now = await reviewer.Judge(plan, group.ResourceIds.Select(id => resources[id]), cancel);
        var asked = await reviewer.Judge(plan with { Act = BookingAct.Create }, group.ResourceIds.Select(id => resources[id]), cancel);

        var since = time.GetUtcNow() - StandingOver;
        var states = await db.Bookings.Where(one => one.PersonId == main.PersonId && one.FacilityId == main.FacilityId && one.MainBookingId == null && one.StartsAt > since)
            .GroupBy(one => one.State).Select(group => new { State = group.Key, Count = group.Count() }).ToDictionaryAsync(one => one.State, one => one.Count, cancel);
        return new RequestReview(
            await BookingView.Read(db, main.Id, cancel), Views(asked, one => one.ApprovalReasons), Views(now, one => one.Violations), Views(now, one => one.Warnings),
            states.GetValueOrDefault(BookingState.Completed), states.GetValueOrDefault(BookingState.ReleasedNoShow), states.GetValueOrDefault(BookingState.LateCancelled));
    }

    private static List<FindingView> Views(Review review, Func<Verdict, IEnumerable<Finding>> of) =>
        [.. review.Each.SelectMany(one => of(one.Verdict).Select(found => FindingView.From(found) with { ResourceId = one.Resource.Id }))];

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/bookings/{id:guid}/review", (Guid id, HttpUseCases http, CancellationToken cancel) => http.Answer(new Request(id), cancel))
        .For<ReviewRequest>("Reads what to decide on a request by", "Refusals: booking.wrong-state (409).");
}

/// <summary>A request as its judge sees it.</summary>
/// <param name="Booking">The request.</param>
/// <param name="ApprovalReasons">Why it waits.</param>
/// <param name="Violations">What speaks against it now.</param>
/// <param name="Warnings">What to know.</param>
/// <param name="Completed">The holder's used bookings at the facility in the past 365 days.</param>
/// <param name="NoShows">And those that the holder did not come to.</param>
/// <param name="LateCancellations">And those that were cancelled late.</param>
public sealed record RequestReview(
    BookingView Booking, IReadOnlyList<FindingView> ApprovalReasons, IReadOnlyList<FindingView> Violations, IReadOnlyList<FindingView> Warnings,
    int Completed, int NoShows, int LateCancellations);
