namespace IncubatorHub.Devices.Readings;

/// <summary>A quarantined message without its payload.</summary>
public sealed record QuarantineRow(
    Guid Id, Guid GatewayId, Guid FacilityId, string Topic, DateTimeOffset ReceivedAt, DateTimeOffset LastReceivedAt, string Reason, long Count, QuarantineState State);

/// <summary>Lists what could not be taken, newest first.</summary>
[UseCase(Right.ReadQuarantine)]
internal sealed class ListQuarantine(HubDbContext db) : IUseCase<ListQuarantine.Request, Page<QuarantineRow>>
{
    /// <param name="GatewayId">Only of this gateway.</param>
    /// <param name="FacilityId">Only of this facility.</param>
    /// <param name="State">By default open ones.</param>
    /// <param name="Reason">Only with this reason code.</param>
    public sealed record Request(
        Guid? GatewayId = null, Guid? FacilityId = null, QuarantineState State = QuarantineState.Open, string? Reason = null,
        string? Sort = "-receivedAt", int? Limit = null, string? Cursor = null, int? Offset = null) : IRequest<Page<QuarantineRow>>, IPaged;

    private static readonly SortKeys<QuarantineEntry> Keys = new SortKeys<QuarantineEntry>(entry => entry.Id).By("receivedAt", entry => entry.ReceivedAt);

    public Task<Outcome<Page<QuarantineRow>>> Handle(Request request, CancellationToken cancel)
    {
        var rows = db.QuarantineEntries.Where(entry => entry.State == request.State);
        if (request.GatewayId is { } gatewayId)
            rows = rows.Where(entry => entry.GatewayId == gatewayId);
        if (request.FacilityId is { } facilityId)
            rows = rows.Where(entry => entry.FacilityId == facilityId);
        if (request.Reason is { } reason)
            rows = rows.Where(entry => entry.Reason == reason);
        return rows.ToPage(request, Keys, entry => new QuarantineRow(
            entry.Id, entry.GatewayId, entry.FacilityId, entry.Topic, entry.ReceivedAt, entry.LastReceivedAt, entry.Reason, entry.Count, entry.State), cancel);
    }

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/quarantine", ([AsParameters] Request request, HttpUseCases http, CancellationToken cancel) => http.Answer(request, cancel))
        .For<ListQuarantine>("Lists quarantined messages");
}
