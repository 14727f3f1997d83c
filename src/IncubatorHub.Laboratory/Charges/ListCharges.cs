namespace IncubatorHub.Laboratory.Charges;

/// <summary>Lists what bookings of the caller's companies, and at the facilities that the caller runs, cost.</summary>
[UseCase(Right.ReadCharges)]
internal sealed class ListCharges(HubDbContext db) : IUseCase<ListCharges.Request, Page<ChargeView>>
{
    /// <param name="FacilityId">Only at this facility.</param>
    /// <param name="CompanyId">Only of this company.</param>
    /// <param name="EquipmentId">Only for this piece.</param>
    /// <param name="BookingId">Only of this booking.</param>
    /// <param name="State">Only in this state.</param>
    /// <param name="From">Only bookings that start then or later.</param>
    /// <param name="To">Only bookings that start before.</param>
    public sealed record Request(
        Guid? FacilityId = null, Guid? CompanyId = null, Guid? EquipmentId = null, Guid? BookingId = null, Choice<ChargeState>? State = null,
        DateTimeOffset? From = null, DateTimeOffset? To = null,
        string? Sort = null, int? Limit = null, string? Cursor = null, int? Offset = null) : IRequest<Page<ChargeView>>, IPaged;

    private static readonly SortKeys<Charge> Keys = new SortKeys<Charge>(charge => charge.Id)
        .By("startsAt", charge => charge.StartsAt)
        .By("netYen", charge => charge.NetYen);

    public Task<Outcome<Page<ChargeView>>> Handle(Request request, CancellationToken cancel)
    {
        IQueryable<Charge> rows = db.Charges;
        if (request.FacilityId is { } facility)
            rows = rows.Where(charge => charge.FacilityId == facility);
        if (request.CompanyId is { } company)
            rows = rows.Where(charge => charge.CompanyId == company);
        if (request.EquipmentId is { } equipment)
            rows = rows.Where(charge => charge.EquipmentId == equipment);
        if (request.BookingId is { } booking)
            rows = rows.Where(charge => charge.BookingId == booking);
        if (request.State is { Value: var state })
            rows = rows.Where(charge => charge.State == state);
        if (request.From is { } from)
            rows = rows.Where(charge => charge.StartsAt >= from);
        if (request.To is { } to)
            rows = rows.Where(charge => charge.StartsAt < to);
        return rows.ToPage(request, Keys, ChargeView.Of(db), cancel);
    }

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/charges", ([AsParameters] Request request, HttpUseCases http, CancellationToken cancel) => http.Answer(request, cancel))
        .For<ListCharges>("Lists charges");
}
