using System.ComponentModel.DataAnnotations;
using System.Globalization;

namespace IncubatorHub.Laboratory.Access;

/// <summary>
/// Lists what happened at the doors of the facilities that the caller runs, in the order of storing: for each gateway that is its own order, for
/// events are taken from it in order and once. Only a message that was mended out of quarantine comes later than its number says.
/// </summary>
[UseCase(Right.ReadDoorEvents)]
internal sealed class ListDoorEvents(HubDbContext db) : IUseCase<ListDoorEvents.Request, DoorEventPage>
{
    /// <param name="FacilityId">Only at this facility.</param>
    /// <param name="DoorId">Only at this door.</param>
    /// <param name="GatewayId">Only of this gateway.</param>
    /// <param name="Kind">Only of this kind: <c>door.denied</c>.</param>
    /// <param name="Card">Only with exactly this card number.</param>
    /// <param name="From">Only what happened then or later.</param>
    /// <param name="To">Only what happened before then.</param>
    /// <param name="Order">desc (default): newest first; asc: oldest first.</param>
    /// <param name="Limit">1 to 200; 50 when not given.</param>
    /// <param name="Cursor">From the page before.</param>
    public sealed record Request(
        Guid? FacilityId = null, Guid? DoorId = null, Guid? GatewayId = null, [property: StringLength(64)] string? Kind = null,
        [property: StringLength(200)] string? Card = null, DateTimeOffset? From = null, DateTimeOffset? To = null, string? Order = null,
        int? Limit = null, string? Cursor = null) : IRequest<DoorEventPage>;

    public async Task<Outcome<DoorEventPage>> Handle(Request request, CancellationToken cancel)
    {
        if (request.Order is not (null or "asc" or "desc"))
            return CommonProblems.Invalid("order", "asc or desc.");
        var limit = request.Limit ?? PageLimits.DefaultLimit;
        if (limit is < 1 or > PageLimits.MaxLimit)
            return CommonProblems.Invalid("limit", $"From 1 to {PageLimits.MaxLimit}.");
        long? after = null;
        if (request.Cursor is { } text)
        {
            if (!long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var parsed))
                return CommonProblems.Invalid("cursor", "Send a cursor as it came.");
            after = parsed;
        }

        var descending = request.Order is not "asc";
        var rows = Filtered(request);
        if (after is { } last)
            rows = descending ? rows.Where(row => row.Event.Id < last) : rows.Where(row => row.Event.Id > last);
        rows = descending ? rows.OrderByDescending(row => row.Event.Id) : rows.OrderBy(row => row.Event.Id);
        var found = await rows.Take(limit + 1).ToListAsync(cancel);
        var next = found.Count > limit ? found[limit - 1].Event.Id.ToString(CultureInfo.InvariantCulture) : null;
        return new DoorEventPage([.. found.Take(limit).Select(DoorEventRows.ToView)], next);
    }

    private IQueryable<DoorEventRows.Row> Filtered(Request request)
    {
        var rows = DoorEventRows.Of(db, request.Card);
        if (request.FacilityId is { } facility)
            rows = rows.Where(row => row.Event.FacilityId == facility);
        if (request.DoorId is { } door)
            rows = rows.Where(row => row.Door!.Id == door);
        if (request.GatewayId is { } gateway)
            rows = rows.Where(row => row.Event.GatewayId == gateway);
        if (request.Kind is { } kind)
            rows = rows.Where(row => row.Event.Kind == kind);
        if (request.From is { } from)
            rows = rows.Where(row => row.Event.OccurredAt >= from);
        if (request.To is { } to)
            rows = rows.Where(row => row.Event.OccurredAt < to);
        return rows;
    }

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/door-events", ([AsParameters] Request request, HttpUseCases http, CancellationToken cancel) => http.Answer(request, cancel))
        .For<ListDoorEvents>("Lists door events", "Personal data: only those who run the facility see it. In the order of the gateway.");
}
