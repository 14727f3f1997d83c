namespace IncubatorHub.Laboratory.Bookings.Reviews;

/// <summary>How many requests wait for a yes where the caller decides; for the console's navigation.</summary>
[UseCase(Right.ManageBookings)]
internal sealed class CountRequests(HubDbContext db, CallerContext context) : IUseCase<CountRequests.Request, CountRequests.Answer>
{
    public sealed record Request : IRequest<Answer>;

    public sealed record Answer(int Waiting);

    public async Task<Outcome<Answer>> Handle(Request request, CancellationToken cancel)
    {
        var rows = db.Bookings.Where(booking => booking.State == BookingState.PendingApproval && booking.MainBookingId == null);
        if (!context.Caller.MayEverywhere(Right.ManageBookings))
        {
            var houses = context.Caller.Scope.StaffFacilityIds;
            rows = rows.Where(booking => houses.Contains(booking.FacilityId));
        }

        return new Answer(await rows.CountAsync(cancel));
    }
}
