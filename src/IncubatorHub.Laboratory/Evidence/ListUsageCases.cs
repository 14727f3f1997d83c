using System.Linq.Expressions;
using IncubatorHub.Laboratory.LabEquipment;
using IncubatorHub.Laboratory.Usage;

namespace IncubatorHub.Laboratory.Evidence;

/// <summary>A use that should be looked at, as the API and the console show it.</summary>
/// <param name="EndedAt">null while the use goes on.</param>
/// <param name="PersonId">Whose use it seems to be; null: unknown.</param>
/// <param name="Confidence">How sure that is, 0 to 100.</param>
public sealed record UsageCaseView(
    Guid Id, Guid Version, Guid FacilityId, Guid EquipmentId, string NameEn, string NameJa, Guid SessionId, DateTimeOffset StartedAt, DateTimeOffset? EndedAt, bool HasGaps,
    Guid? PersonId, Guid? BookingId, int Confidence, CaseKind Kind, CaseState State, string Note, Guid? ClosedById, DateTimeOffset? ClosedAt, DateTimeOffset CreatedAt) : IVersioned
{
    internal static Expression<Func<UsageCase, UsageCaseView>> Of(HubDbContext db)
    {
        var (sessions, equipment, attributions) = (db.Set<UsageSession>(), db.Set<Equipment>(), db.Set<SessionAttribution>());
        return row => new UsageCaseView(
            row.Id, row.Version, row.FacilityId, row.EquipmentId,
            equipment.Where(one => one.Id == row.EquipmentId).Select(one => one.NameEn).FirstOrDefault() ?? "",
            equipment.Where(one => one.Id == row.EquipmentId).Select(one => one.NameJa).FirstOrDefault() ?? "",
            row.SessionId,
            sessions.Where(one => one.Id == row.SessionId).Select(one => one.StartedAt).First(),
            sessions.Where(one => one.Id == row.SessionId).Select(one => one.EndedAt).First(),
            sessions.Where(one => one.Id == row.SessionId).Select(one => one.HasGaps).First(),
            attributions.Where(one => one.SessionId == row.SessionId).Select(one => one.PersonId).FirstOrDefault(),
            attributions.Where(one => one.SessionId == row.SessionId).Select(one => one.BookingId).FirstOrDefault(),
            attributions.Where(one => one.SessionId == row.SessionId).Select(one => one.Confidence).FirstOrDefault(),
            row.Kind, row.State, row.Note, row.ClosedById, row.ClosedAt, row.CreatedAt);
    }
}

/// <summary>Lists uses that those who run a facility should look at.</summary>
[UseCase(Right.ReadUse)]
internal sealed class ListUsageCases(HubDbContext db) : IUseCase<ListUsageCases.Request, Page<UsageCaseView>>
{
    /// <param name="FacilityId">Only at this facility.</param>
    /// <param name="EquipmentId">Only of this equipment.</param>
    /// <param name="State">Only in this state.</param>
    public sealed record Request(
        Guid? FacilityId = null, Guid? EquipmentId = null, Choice<CaseState>? State = null,
        string? Sort = null, int? Limit = null, string? Cursor = null, int? Offset = null) : IRequest<Page<UsageCaseView>>, IPaged;

    private static readonly SortKeys<UsageCase> Keys = new SortKeys<UsageCase>(one => one.Id).By("createdAt", one => one.CreatedAt);

    public Task<Outcome<Page<UsageCaseView>>> Handle(Request request, CancellationToken cancel)
    {
        var rows = db.UsageCases.AsQueryable();
        if (request.FacilityId is { } facility)
            rows = rows.Where(one => one.FacilityId == facility);
        if (request.EquipmentId is { } equipment)
            rows = rows.Where(one => one.EquipmentId == equipment);
        if (request.State is { Value: var state })
            rows = rows.Where(one => one.State == state);
        return rows.ToPage(request, Keys, UsageCaseView.Of(db), cancel);
    }

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/usage-cases", ([AsParameters] Request request, HttpUseCases http, CancellationToken cancel) => http.Answer(request, cancel))
        .For<ListUsageCases>("Lists uses that should be looked at", "Used without a booking, by somebody who is not qualified, or with the holder absent.");
}
