namespace IncubatorHub.Laboratory.Bookings.Waiting;

/// <summary>Lists who waits: of the caller's companies and of the facilities that the caller runs.</summary>
[UseCase(Right.ReadBookings)]
internal sealed class ListWaitlist(HubDbContext db, BookingParties parties) : IUseCase<ListWaitlist.Request, Page<WaitlistView>>
{
    /// <param name="Mine">true: only the caller's own.</param>
    /// <param name="FacilityId">Only at this facility.</param>
    /// <param name="EquipmentId">Only for this instrument.</param>
    /// <param name="State">Only in this state.</param>
    public sealed record Request(
        bool Mine = false, Guid? FacilityId = null, Guid? EquipmentId = null, Choice<WaitlistState>? State = null,
        string? Sort = null, int? Limit = null, string? Cursor = null, int? Offset = null) : IRequest<Page<WaitlistView>>, IPaged;

    private static readonly SortKeys<WaitlistEntry> Keys = new SortKeys<WaitlistEntry>(entry => entry.Id).By("createdAt", entry => entry.CreatedAt).By("from", entry => entry.From);

    public async Task<Outcome<Page<WaitlistView>>> Handle(Request request, CancellationToken cancel)
    {
        IQueryable<WaitlistEntry> rows = db.Waitlist;
        if (request.Mine)
        {
            var me = await parties.Self(cancel) ?? Guid.Empty;
            rows = rows.Where(entry => entry.PersonId == me);
        }

        if (request.FacilityId is { } facility)
            rows = rows.Where(entry => entry.FacilityId == facility);
        if (request.EquipmentId is { } equipment)
            rows = rows.Where(entry => entry.EquipmentId == equipment);
        if (request.State is { Value: var state })
            rows = rows.Where(entry => entry.State == state);
        return await rows.ToPage(request, Keys, WaitlistView.Of(db), cancel);
    }

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/waitlist", ([AsParameters] Request request, HttpUseCases http, CancellationToken cancel) => http.Answer(request, cancel))
        .For<ListWaitlist>("Lists the waiting list");
}
