using System.ComponentModel.DataAnnotations;
using IncubatorHub.Laboratory.Bookings.Reviews;
using IncubatorHub.Laboratory.Bookings.Rules;
using IncubatorHub.Laboratory.Policies.Rules;

namespace IncubatorHub.Laboratory.Bookings;

/// <summary>
/// Moves a booking that has not begun to another time, or to another instrument of its class; what was booked along moves with it. It is judged as it
/// will be. On another instrument it is a new booking, and the old one is superseded.
/// </summary>
[UseCase(Right.BookEquipment, Writes = true)]
internal sealed class MoveBooking(HubDbContext db, BookingInHand hand, BookingOffice office, BookingReviewer reviewer, BookingDesk desk, StaffRota rota, TimeProvider time)
    : IUseCase<MoveBooking.Request, BookingView>
{
    public sealed record Request(Guid Id, Guid? SeenVersion, Target To) : IRequest<BookingView>, IEdit;

    public sealed record Target : IValidatableObject
    {
        /// <summary>Included; a whole minute, with any offset.</summary>
        public required DateTimeOffset StartsAt { get; init; }

        /// <summary>Excluded; a whole minute.</summary>
        public required DateTimeOffset EndsAt { get; init; }

        /// <summary>Another instrument of the class, at the facility; left out: the same.</summary>
        public Guid? EquipmentId { get; init; }

        /// <summary>Rules that whoever runs the facility sets aside for it.</summary>
        public BookingOverride? Override { get; init; }

        public IEnumerable<ValidationResult> Validate(ValidationContext validationContext) => BookingPeriod.Check(StartsAt, EndsAt);
    }

    public async Task<Outcome<BookingView>> Handle(Request request, CancellationToken cancel)
    {
        var elsewhere = request.To.EquipmentId is { } equipmentId ? await BookableResource.WithAlong(db, equipmentId, cancel) : [];
        var taken = await hand.Take(
            request.Id, request.SeenVersion, elsewhere.Select(one => one.Id), [BookingState.PendingApproval, BookingState.Confirmed], cancel);
        if (!taken.IsAnswer)
            return taken.Problem;
        var (group, asked) = (taken.Answer, BookingPeriod.Range(request.To.StartsAt, request.To.EndsAt));
        if (request.To.EquipmentId is not { } other || other == group.Main.EquipmentId)
            return await InTime(group, asked, request.To.Override, cancel);
        if (elsewhere.Count == 0)
            return CommonProblems.NotFound("equipment", other);
        return await Elsewhere(group, asked, elsewhere, request.To.Override, cancel);
    }

    private async Task<Outcome<BookingView>> InTime(BookingGroup group, TimeRange asked, BookingOverride? @override, CancellationToken cancel)
    {
        var act = BookingActs.Of(new TimeRange(group.Main.StartsAt, group.Main.EndsAt), asked, isRunning: false);
        var resources = await BookableResource.Load(db, group.ResourceIds, cancel);
        var plan = new BookingPlan(act, asked, group.Main.PersonId, group.Main.CompanyId) { Present = group };
        var review = await reviewer.Judge(plan, group.ResourceIds.Select(id => resources[id]), cancel);
        if (await reviewer.Refuse(review, @override, cancel) is { } refused)
            return refused;
        // A request that only shrinks is still a request; any other change is approved, or not, as it will be.
        var waits = office.NeedsApproval(review, group.Main.IsAssisted) || (group.Main.State is BookingState.PendingApproval && act is BookingAct.Shrink);
        foreach (var (booking, one) in group.All.Zip(review.Each))
            booking.PolicyVersions = one.Policy.VersionText;
        Note(group, review, @override);
        var problem = await desk.Replan(
            group, review.Resources, asked, waits ? BookingState.PendingApproval : BookingState.Confirmed, waits ? review.ApprovalUntil(time.GetUtcNow()) : null,
            BookingChange.Moved, cancel) ?? await Attended(group, waits, cancel);
        return await office.Answer(group.Main.Id, review, problem, cancel);
    }

    private async Task<Outcome<BookingView>> Elsewhere(
        BookingGroup group, TimeRange asked, IReadOnlyList<BookableResource> resources, BookingOverride? @override, CancellationToken cancel)
    {
        var present = await BookableResource.Load(db, [group.Main.ResourceId], cancel);
        if (resources[0].FacilityId != group.Main.FacilityId)
            return BookingProblems.AnotherFacility;
        if (resources[0].Equipment?.ClassCode != present[group.Main.ResourceId].Equipment?.ClassCode)
            return BookingProblems.AnotherClass;
        if (resources.FirstOrDefault(one => one.IsRetired) is { } retired)
            return BookingProblems.EquipmentRetired(retired.Id);
        var plan = new BookingPlan(BookingAct.Change, asked, group.Main.PersonId, group.Main.CompanyId) { Present = group };
        var review = await reviewer.Judge(plan, resources, cancel);
        if (await reviewer.Refuse(review, @override, cancel) is { } refused)
            return refused;
        var waits = office.NeedsApproval(review, group.Main.IsAssisted);
        var moved = BookingSuccession.NewGroup(
            review, group, group.Main.PersonId, waits ? BookingState.PendingApproval : BookingState.Confirmed, waits ? review.ApprovalUntil(time.GetUtcNow()) : null);
        Note(moved, review, @override);
        var problem = await desk.Supersede(group, moved, review.Resources, BookingChange.Moved, "", cancel) ?? await Attended(moved, waits, cancel);
        return await office.Answer(moved.Main.Id, review, problem, cancel);
    }

    // What waits is asked for the name of who will be there when it is approved.
    private Task<Problem?> Attended(BookingGroup group, bool waits, CancellationToken cancel) => waits ? Task.FromResult<Problem?>(null) : rota.Keep(group, cancel);

    private static void Note(BookingGroup group, Review review, BookingOverride? @override)
    {
        if (BookingReviewer.Overridden(review, @override).ToList() is not { Count: > 0 } codes)
            return;
        foreach (var booking in group.All)
            booking.Override(codes, @override!.Reason.Trim());
    }

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost("/bookings/{id:guid}/move", (Guid id, Target to, IfMatch ifMatch, HttpUseCases http, CancellationToken cancel) =>
            http.Answer(new Request(id, ifMatch.Version, to), cancel))
        .For<MoveBooking>("Moves a booking",
            "To another instrument it becomes a new booking: take the id from the answer. Refusals (409): as for a new booking; booking.another-class, booking.another-facility, booking.belongs-to-main, booking.wrong-state, booking.staff-busy.");
}
