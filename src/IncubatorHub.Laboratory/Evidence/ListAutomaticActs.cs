using System.Linq.Expressions;
using System.Text.Json;
using IncubatorHub.Laboratory.Bookings;
using IncubatorHub.Laboratory.LabEquipment;

namespace IncubatorHub.Laboratory.Evidence;

/// <summary>An automatic act as the API and the console show it.</summary>
/// <param name="Mode">on: it was done; dryRun: it would have been.</param>
/// <param name="Evidence">The facts that it rests on.</param>
/// <param name="UndoneAt">null while it stands.</param>
public sealed record AutomaticActView(
    Guid Id, Guid Version, Guid FacilityId, Guid CompanyId, Guid BookingId, Guid? EquipmentId, string NameEn, string NameJa, DateTimeOffset StartsAt, DateTimeOffset EndsAt,
    ActKind Kind, AutomationMode Mode, DateTimeOffset At, JsonElement Evidence, DateTimeOffset? UndoneAt, Guid? UndoneById) : IVersioned
{
    internal static Expression<Func<AutomaticAct, AutomaticActRow>> Of(HubDbContext db)
    {
        var (bookings, equipment) = (db.Set<Booking>(), db.Set<Equipment>());
        return act => new AutomaticActRow
        {
            Act = act,
            StartsAt = bookings.Where(one => one.Id == act.BookingId).Select(one => one.StartsAt).First(),
            EndsAt = bookings.Where(one => one.Id == act.BookingId).Select(one => one.EndsAt).First(),
            EquipmentId = bookings.Where(one => one.Id == act.BookingId).Select(one => one.EquipmentId).FirstOrDefault(),
            NameEn = bookings.Where(one => one.Id == act.BookingId).SelectMany(one => equipment.Where(other => other.Id == one.EquipmentId)).Select(one => one.NameEn).FirstOrDefault(),
            NameJa = bookings.Where(one => one.Id == act.BookingId).SelectMany(one => equipment.Where(other => other.Id == one.EquipmentId)).Select(one => one.NameJa).FirstOrDefault(),
        };
    }

    internal static AutomaticActView From(AutomaticActRow row) => new(
        row.Act.Id, row.Act.Version, row.Act.FacilityId, row.Act.CompanyId, row.Act.BookingId, row.EquipmentId, row.NameEn ?? "", row.NameJa ?? "",
        row.StartsAt, row.EndsAt, row.Act.Kind, row.Act.Mode, row.Act.At, JsonSerializer.Deserialize<JsonElement>(row.Act.Evidence), row.Act.UndoneAt, row.Act.UndoneById);
}

internal sealed class AutomaticActRow
{
    public required AutomaticAct Act { get; init; }
    public DateTimeOffset StartsAt { get; init; }
    public DateTimeOffset EndsAt { get; init; }
    public Guid? EquipmentId { get; init; }
    public string? NameEn { get; init; }
    public string? NameJa { get; init; }
}

/// <summary>Lists what the hub did with bookings by itself, or would have done, newest first unless sorted otherwise.</summary>
[UseCase(Right.ReadBookings)]
internal sealed class ListAutomaticActs(HubDbContext db) : IUseCase<ListAutomaticActs.Request, Page<AutomaticActView>>
{
    /// <param name="FacilityId">Only at this facility.</param>
    /// <param name="BookingId">Only with this booking.</param>
    /// <param name="Kind">Only of this kind.</param>
    public sealed record Request(
        Guid? FacilityId = null, Guid? BookingId = null, Choice<ActKind>? Kind = null,
        string? Sort = null, int? Limit = null, string? Cursor = null, int? Offset = null) : IRequest<Page<AutomaticActView>>, IPaged;

    private static readonly SortKeys<AutomaticAct> Keys = new SortKeys<AutomaticAct>(act => act.Id).By("at", act => act.At);

    public async Task<Outcome<Page<AutomaticActView>>> Handle(Request request, CancellationToken cancel)
    {
        var rows = db.AutomaticActs.AsQueryable();
        if (request.FacilityId is { } facility)
            rows = rows.Where(act => act.FacilityId == facility);
        if (request.BookingId is { } booking)
            rows = rows.Where(act => act.BookingId == booking);
        if (request.Kind is { Value: var kind })
            rows = rows.Where(act => act.Kind == kind);
        var page = await rows.ToPage(request, Keys, AutomaticActView.Of(db), cancel);
        if (!page.IsAnswer)
            return page.Problem;
        return new Page<AutomaticActView>([.. page.Answer.Items.Select(AutomaticActView.From)], page.Answer.NextCursor, page.Answer.Total);
    }

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/automatic-acts", ([AsParameters] Request request, HttpUseCases http, CancellationToken cancel) => http.Answer(request, cancel))
        .For<ListAutomaticActs>("Lists what was done with bookings by itself, with its evidence");
}
