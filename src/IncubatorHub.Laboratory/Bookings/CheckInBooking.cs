using IncubatorHub.Laboratory.Bookings.Rules;
using IncubatorHub.Laboratory.Policies;
using IncubatorHub.Laboratory.Policies.Rules;

namespace IncubatorHub.Laboratory.Bookings;

/// <summary>
/// The holder says by phone that they are there; or whoever runs the facility does for them. Asked again it changes nothing. Badge, kiosk and the
/// instrument's own start check in through the desk.
/// </summary>
[UseCase(Right.BookEquipment, Writes = true)]
internal sealed class CheckInBooking(
    HubDbContext db, BookingInHand hand, BookingParties parties, PoliciesDoor policies, BookingDesk desk, TimeProvider time)
    : IUseCase<CheckInBooking.Request, BookingView>
{
    public sealed record Request(Guid Id) : IRequest<BookingView>;

    public async Task<Outcome<BookingView>> Handle(Request request, CancellationToken cancel)
    {
        var taken = await hand.TakeAnyVersion(request.Id, [], [BookingState.Confirmed, BookingState.CheckedIn, BookingState.InUse], cancel);
        if (!taken.IsAnswer)
            return taken.Problem;
        var (group, now) = (taken.Answer, time.GetUtcNow());
        var isHolder = await parties.Self(cancel) == group.Main.PersonId;
        if (!isHolder && !parties.Runs(group.Main.FacilityId))
            return CommonProblems.Forbidden(Right.ManageBookings);
        if (group.Main.State.IsRunning)
            return await BookingView.Read(db, group.Main.Id, cancel);
        var resource = (await BookableResource.Load(db, [group.Main.ResourceId], cancel))[group.Main.ResourceId];
        var rules = (await policies.EffectiveFor(resource.Equipment!, cancel)).Rules;
        var open = BookingTimes.CheckIn(rules, new TimeRange(group.Main.StartsAt, group.Main.EndsAt));
        if (now < open.From || now >= open.Until)
            return BookingProblems.CheckInClosed(open.From, open.Until);
        var problem = await desk.CheckIn(group, isHolder ? "phone" : "staff", now, cancel);
        return problem is null ? await BookingView.Read(db, group.Main.Id, cancel) : problem;
    }

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost("/bookings/{id:guid}/check-in", (Guid id, HttpUseCases http, CancellationToken cancel) => http.Answer(new Request(id), cancel))
        .For<CheckInBooking>("Checks in", "May be repeated. Refusals (409): booking.check-in-closed, booking.wrong-state, booking.belongs-to-main.");
}
