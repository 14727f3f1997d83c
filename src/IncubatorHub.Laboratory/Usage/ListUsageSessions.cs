using System.Linq.Expressions;

namespace IncubatorHub.Laboratory.Usage;

/// <summary>A use of equipment as the API shows it.</summary>
/// <param name="StartedAt">The first reading at work.</param>
/// <param name="EndedAt">The first reading at rest; null while it goes on.</param>
/// <param name="LastSeenAt">The last reading that belongs to it.</param>
/// <param name="MeanValue">Mean of the metric while in use, in its unit.</param>
/// <param name="PeakValue">Highest value, in its unit.</param>
/// <param name="HasGaps">Readings were missing inside it: its length is a guess.</param>
/// <param name="IsLate">Late readings told its last change: nothing was done because of it.</param>
public sealed record UsageSessionView(
    Guid Id, Guid FacilityId, Guid EquipmentId, DateTimeOffset StartedAt, DateTimeOffset? EndedAt, DateTimeOffset LastSeenAt, double MeanValue, double PeakValue,
    bool HasGaps, bool IsLate)
{
    /// <summary>The view of a row, as a query.</summary>
    public static Expression<Func<UsageSession, UsageSessionView>> Of { get; } = row => new UsageSessionView(
        row.Id, row.FacilityId, row.EquipmentId, row.StartedAt, row.EndedAt, row.LastSeenAt, row.MeanValue, row.PeakValue, row.HasGaps, row.IsLate);
}

/// <summary>Lists when equipment was in use.</summary>
[UseCase(Right.ReadUse)]
internal sealed class ListUsageSessions(HubDbContext db) : IUseCase<ListUsageSessions.Request, Page<UsageSessionView>>
{
    /// <param name="FacilityId">Only at this facility.</param>
    /// <param name="EquipmentId">Only of this equipment.</param>
    /// <param name="From">Only what went on then or later.</param>
    /// <param name="To">Only what began before.</param>
    public sealed record Request(
        Guid? FacilityId = null, Guid? EquipmentId = null, DateTimeOffset? From = null, DateTimeOffset? To = null,
        string? Sort = null, int? Limit = null, string? Cursor = null, int? Offset = null) : IRequest<Page<UsageSessionView>>, IPaged;

    private static readonly SortKeys<UsageSession> Keys = new SortKeys<UsageSession>(session => session.Id).By("startedAt", session => session.StartedAt);

    public Task<Outcome<Page<UsageSessionView>>> Handle(Request request, CancellationToken cancel)
    {
        var rows = db.UsageSessions.Where(session => session.WithdrawnAt == null);
        if (request.FacilityId is { } facility)
            rows = rows.Where(session => session.FacilityId == facility);
        if (request.EquipmentId is { } equipment)
            rows = rows.Where(session => session.EquipmentId == equipment);
        if (request.From is { } from)
            rows = rows.Where(session => session.EndedAt == null || session.EndedAt > from);
        if (request.To is { } to)
            rows = rows.Where(session => session.StartedAt < to);
        return rows.ToPage(request, Keys, UsageSessionView.Of, cancel);
    }

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/usage-sessions", ([AsParameters] Request request, HttpUseCases http, CancellationToken cancel) => http.Answer(request, cancel))
        .For<ListUsageSessions>("Lists when equipment was in use", "Told from its readings; whose use it was is in its attribution.");
}
