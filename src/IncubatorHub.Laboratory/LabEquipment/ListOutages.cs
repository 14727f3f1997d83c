namespace IncubatorHub.Laboratory.LabEquipment;

/// <summary>Lists the outages of the houses in the caller's scope.</summary>
[UseCase(Right.ReadEquipment)]
internal sealed class ListOutages(HubDbContext db, TimeProvider time) : IUseCase<ListOutages.Request, Page<OutageView>>
{
    /// <param name="FacilityId">Only at this facility.</param>
    /// <param name="EquipmentId">Only of this equipment itself; what its zone and utilities bring is in its troubles.</param>
    /// <param name="ZoneId">Only of this zone itself.</param>
    /// <param name="UtilityId">Only of this utility itself.</param>
    /// <param name="From">Only those that last beyond then.</param>
    /// <param name="To">Only those that begin before then.</param>
    /// <param name="Phase">Only those that have begun and last, that begin later, or that are over.</param>
    /// <param name="Cancelled">true: only cancelled ones; false (default): the others.</param>
    public sealed record Request(
        Guid? FacilityId = null, Guid? EquipmentId = null, Guid? ZoneId = null, Guid? UtilityId = null, DateTimeOffset? From = null,
        DateTimeOffset? To = null, Choice<OutagePhase>? Phase = null, bool Cancelled = false,
        string? Sort = null, int? Limit = null, string? Cursor = null, int? Offset = null) : IRequest<Page<OutageView>>, IPaged;

    private static readonly SortKeys<Outage> Keys = new SortKeys<Outage>(outage => outage.Id)
        .By("startsAt", outage => outage.StartsAt)
        .By("createdAt", outage => outage.CreatedAt);

    public Task<Outcome<Page<OutageView>>> Handle(Request request, CancellationToken cancel)
    {
        var rows = db.Outages.Where(outage => (outage.CancelledAt != null) == request.Cancelled);
        if (request.FacilityId is { } facility)
            rows = rows.Where(outage => outage.FacilityId == facility);
        if (request.EquipmentId is { } equipment)
            rows = rows.Where(outage => outage.EquipmentId == equipment);
        if (request.ZoneId is { } zone)
            rows = rows.Where(outage => outage.ZoneId == zone);
        if (request.UtilityId is { } utility)
            rows = rows.Where(outage => outage.UtilityId == utility);
        if (request.From is { } from)
            rows = rows.Where(outage => outage.EndsAt == null || outage.EndsAt > from);
        if (request.To is { } to)
            rows = rows.Where(outage => outage.StartsAt < to);
        if (request.Phase is { Value: var phase })
            rows = rows.In(phase, time.GetUtcNow());
        return rows.ToPage(request, Keys, OutageView.Of, cancel);
    }

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/outages", ([AsParameters] Request request, HttpUseCases http, CancellationToken cancel) => http.Answer(request, cancel))
        .For<ListOutages>("Lists outages by range");
}
