using System.Linq.Expressions;
using IncubatorHub.Laboratory.Bookings;
using IncubatorHub.Laboratory.LabEquipment;
using IncubatorHub.Laboratory.Usage;
using IncubatorHub.Registry.People;

namespace IncubatorHub.Laboratory.Evidence;

/// <summary>Whose use a session was, as the API shows it. Personal data.</summary>
/// <param name="NameEn">The instrument's English name.</param>
/// <param name="NameJa">The instrument's Japanese name.</param>
/// <param name="PersonName">As on screen; null: unknown.</param>
/// <param name="BookingStartsAt">Of the booking; null: none.</param>
/// <param name="BookingEndsAt">Of the booking; null: none.</param>
/// <param name="Confidence">0 to 100.</param>
/// <param name="Reasons">Why, separated by commas.</param>
/// <param name="IsCorrected">A person said so.</param>
public sealed record AttributionView(
    Guid Id, Guid Version, Guid FacilityId, Guid SessionId, Guid EquipmentId, string NameEn, string NameJa, DateTimeOffset StartedAt, DateTimeOffset? EndedAt,
    Guid? PersonId, string? PersonName, Guid? CompanyId, Guid? BookingId, DateTimeOffset? BookingStartsAt, DateTimeOffset? BookingEndsAt, int Confidence, string Reasons, bool IsCorrected, string Note) : IVersioned
{
    internal static Expression<Func<SessionAttribution, AttributionView>> Of(HubDbContext db)
    {
        var (sessions, equipment, accounts, bookings) = (db.Set<UsageSession>(), db.Set<Equipment>(), db.Set<Account>(), db.Set<Booking>());
        return row => new AttributionView(
            row.Id, row.Version, row.FacilityId, row.SessionId, row.EquipmentId,
            equipment.Where(one => one.Id == row.EquipmentId).Select(one => one.NameEn).FirstOrDefault() ?? "",
            equipment.Where(one => one.Id == row.EquipmentId).Select(one => one.NameJa).FirstOrDefault() ?? "",
            sessions.Where(one => one.Id == row.SessionId).Select(one => one.StartedAt).First(), sessions.Where(one => one.Id == row.SessionId).Select(one => one.EndedAt).First(),
            row.PersonId, accounts.Where(one => one.Id == row.PersonId).Select(one => one.DisplayName).FirstOrDefault(), row.CompanyId, row.BookingId,
            bookings.Where(one => one.Id == row.BookingId).Select(one => (DateTimeOffset?)one.StartsAt).FirstOrDefault(),
            bookings.Where(one => one.Id == row.BookingId).Select(one => (DateTimeOffset?)one.EndsAt).FirstOrDefault(), row.Confidence, row.Reasons, row.IsCorrected, row.Note);
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
    /// <param name="Attributed">true: only those of somebody; false: only those of nobody known.</param>
    public sealed record Request(
        Guid? FacilityId = null, Guid? EquipmentId = null, Guid? SessionId = null, Guid? BookingId = null, bool? Attributed = null,
        string? Sort = null, int? Limit = null, string? Cursor = null, int? Offset = null) : IRequest<Page<AttributionView>>, IPaged;

    private static readonly SortKeys<SessionAttribution> Keys = new SortKeys<SessionAttribution>(one => one.Id).By("confidence", one => one.Confidence).By("createdAt", one => one.CreatedAt);

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
        if (request.Attributed is { } isAttributed)
            rows = rows.Where(one => (one.PersonId != null) == isAttributed);
        // A session that late readings took back was no use.
        var withdrawn = db.Set<UsageSession>().Where(one => one.WithdrawnAt != null);
        rows = rows.Where(one => !withdrawn.Any(session => session.Id == one.SessionId));
        return rows.ToPage(request, Keys, AttributionView.Of(db), cancel);
    }

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/session-attributions", ([AsParameters] Request request, HttpUseCases http, CancellationToken cancel) => http.Answer(request, cancel))
        .For<ListAttributions>("Lists whose use sessions were", "Personal data: only those who run the facility see it.");
}
