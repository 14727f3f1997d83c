namespace IncubatorHub.Laboratory.Bookings.Waiting;

/// <summary>Leaves the waiting list. A slot that is held for it goes to the next in line.</summary>
[UseCase(Right.BookEquipment, Writes = true)]
internal sealed class LeaveWaitlist(HubDbContext db, BookingParties parties, BookingDesk desk, TimeProvider time) : IUseCase<LeaveWaitlist.Request, WaitlistView>
{
    public sealed record Request(Guid Id) : IRequest<WaitlistView>;

    public async Task<Outcome<WaitlistView>> Handle(Request request, CancellationToken cancel)
    {
        if (await db.Waitlist.SingleOrDefaultAsync(entry => entry.Id == request.Id, cancel) is not { } entry)
            return CommonProblems.NotFound("waiting-list entry", request.Id);
        if (!parties.MayBookFor(entry.FacilityId, entry.CompanyId))
            return CommonProblems.Forbidden(Right.BookEquipment);
        if (entry.State is WaitlistState.Offered && await desk.Find(entry.OfferId!.Value, [], cancel) is { Main.State: BookingState.Held } group
            && await desk.Release(group, BookingState.Withdrawn, BookingChange.Cancelled, "", time.GetUtcNow(), cancel) is { } problem)
            return problem;
        if (entry.State is WaitlistState.Waiting or WaitlistState.Offered)
            entry.State = WaitlistState.Withdrawn;
        await db.SaveChangesAsync(cancel);
        return await db.Waitlist.AsNoTracking().Where(one => one.Id == entry.Id).Select(WaitlistView.Of(db)).SingleAsync(cancel);
    }

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost("/waitlist/{id:guid}/leave", (Guid id, HttpUseCases http, CancellationToken cancel) => http.Answer(new Request(id), cancel))
        .For<LeaveWaitlist>("Leaves the waiting list");
}
