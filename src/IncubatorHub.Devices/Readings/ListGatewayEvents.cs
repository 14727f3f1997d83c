namespace IncubatorHub.Devices.Readings;

/// <summary>An event as the API shows it. <c>detail</c> is JSON text.</summary>
public sealed record EventRow(
    long Id, Guid GatewayId, Guid FacilityId, string Epoch, long Sequence, DateTimeOffset OccurredAt, DateTimeOffset ReceivedAt, string Kind, string Source, string? Detail)
{
    /// <summary>The view of a stored event in memory.</summary>
    public static EventRow From(StoredEvent one) => new(
        one.Id, one.GatewayId, one.FacilityId, one.Epoch, one.Sequence, one.OccurredAt, one.ReceivedAt, one.Kind, one.Source, one.Detail);
}

/// <summary>Lists the events of gateways in the order of storing, which keeps each gateway's own order.</summary>
[UseCase(Right.ReadDoorEvents)]
internal sealed class ListGatewayEvents(HubDbContext db) : IUseCase<ListGatewayEvents.Request, ListGatewayEvents.Answer>
{
    /// <param name="FacilityId">Only of this facility.</param>
    /// <param name="GatewayId">Only of this gateway.</param>
    /// <param name="Kind">Only of this kind, or of kinds that begin so when it ends in a dot: <c>door.</c></param>
    /// <param name="From">Occurred at or after.</param>
    /// <param name="To">Occurred before.</param>
    /// <param name="Before">Only older than this id; for the next page.</param>
    /// <param name="Limit">1 to 200, default 50.</param>
    public sealed record Request(
        Guid? FacilityId = null, Guid? GatewayId = null, string? Kind = null, DateTimeOffset? From = null, DateTimeOffset? To = null,
        long? Before = null, int? Limit = null) : IRequest<Answer>;

    /// <param name="Items">Newest first.</param>
    /// <param name="NextBefore">Send it as <c>before</c> for the next page; null on the last.</param>
    public sealed record Answer(IReadOnlyList<EventRow> Items, long? NextBefore);

    public async Task<Outcome<Answer>> Handle(Request request, CancellationToken cancel)
    {
        var limit = request.Limit ?? PageLimits.DefaultLimit;
        if (limit is < 1 or > PageLimits.MaxLimit)
            return CommonProblems.Invalid("limit", $"From 1 to {PageLimits.MaxLimit}.");
        IQueryable<StoredEvent> rows = db.GatewayEvents;
        if (request.FacilityId is { } facilityId)
            rows = rows.Where(one => one.FacilityId == facilityId);
        if (request.GatewayId is { } gatewayId)
            rows = rows.Where(one => one.GatewayId == gatewayId);
        if (request.Kind is { Length: > 0 } kind)
            rows = kind.EndsWith('.') ? rows.Where(one => one.Kind.StartsWith(kind)) : rows.Where(one => one.Kind == kind);
        if (request.From is { } from)
            rows = rows.Where(one => one.OccurredAt >= from);
        if (request.To is { } to)
            rows = rows.Where(one => one.OccurredAt < to);
        if (request.Before is { } before)
            rows = rows.Where(one => one.Id < before);
        var items = await rows.OrderByDescending(one => one.Id).Take(limit + 1)
            .Select(one => new EventRow(one.Id, one.GatewayId, one.FacilityId, one.Epoch, one.Sequence, one.OccurredAt, one.ReceivedAt, one.Kind, one.Source, one.Detail))
            .ToListAsync(cancel);
        return new Answer([.. items.Take(limit)], items.Count > limit ? items[limit - 1].Id : null);
    }

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/gateway-events", ([AsParameters] Request request, HttpUseCases http, CancellationToken cancel) => http.Answer(request, cancel))
        .For<ListGatewayEvents>("Lists events of gateways, newest first");
}
