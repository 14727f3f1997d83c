using System.Linq.Expressions;
using IncubatorHub.Laboratory.Usage;

namespace IncubatorHub.Laboratory.Evidence;

/// <summary>Whose use a session was, as the API shows it. Personal data.</summary>
/// <param name="Confidence">0 to 100.</param>
/// <param name="Reasons">Why, separated by commas.</param>
/// <param name="IsCorrected">A person said so.</param>
public sealed record AttributionView(
    Guid Id, Guid Version, Guid FacilityId, Guid SessionId, Guid EquipmentId, DateTimeOffset StartedAt, DateTimeOffset? EndedAt, Guid? PersonId, Guid? CompanyId, Guid? BookingId,
    int Confidence, string Reasons, bool IsCorrected, string Note) : IVersioned
{
    internal static Expression<Func<SessionAttribution, AttributionView>> Of(HubDbContext db)
    {
        var sessions = db.Set<UsageSession>();
        return row => new AttributionView(
            row.Id, row.Version, row.FacilityId, row.SessionId, row.EquipmentId,
            sessions.Where(one => one.Id == row.SessionId).Select(one => one.StartedAt).First(), sessions.Where(one => one.Id == row.SessionId).Select(one => one.EndedAt).First(),
            row.PersonId, row.CompanyId, row.BookingId, row.Confidence, row.Reasons, row.IsCorrected, row.Note);
    }
}

/// <summary>Lists whose uses were whose.</summary>
[UseCase(Right.ReadUse)]
internal sealed class ListAttributions(HubDbContext db) : IUseCase<ListAttributions.Request, Page<AttributionView>>
{
    /// <param name="FacilityId">Only at this facility.</param>
    /// <param name="EquipmentId">Only of this equipment.</param>
    /// <param name="SessionId">Only of this session.</param>
    /// <param name="BookingId">Only of this booking.</param>
    public sealed record Request(
        Guid? FacilityId = null, Guid? EquipmentId = null, Guid? SessionId = null, Guid? BookingId = null,
        string? Sort = null, int? Limit = null, string? Cursor = null, int? Offset = null) : IRequest<Page<AttributionView>>, IPaged;

    private static readonly SortKeys<SessionAttribution> Keys = new SortKeys<SessionAttribution>(one => one.Id).By("confidence", one => one.Confidence);

    public Task<Outcome<Page<AttributionView>>> Handle(Request request, CancellationToken cancel)
    {
        var rows = db.SessionAttributions.AsQueryable();
        if (request.FacilityId is { } facility)
            rows = rows.Where(one => one.FacilityId == facility);
        if (request.EquipmentId is { } equipment)
            rows = rows.Where(one => one.EquipmentId == equipment);
        if (request.SessionId is { } session)
            rows = rows.Where(one => one.SessionId == session);
        if (request.BookingId is { } booking)
            rows = rows.Where(one => one.BookingId == booking);
        return rows.ToPage(request, Keys, AttributionView.Of(db), cancel);
    }

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/session-attributions", ([AsParameters] Request request, HttpUseCases http, CancellationToken cancel) => http.Answer(request, cancel))
        .For<ListAttributions>("Lists whose use sessions were", "Personal data: only those who run the facility see it.");
}
