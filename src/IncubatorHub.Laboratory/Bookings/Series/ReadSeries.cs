using IncubatorHub.Laboratory.LabEquipment;
using IncubatorHub.Registry.People;

namespace IncubatorHub.Laboratory.Bookings.Series;

/// <summary>Reads a series: its pattern, and what was left out. Its bookings are listed like others, by its id.</summary>
[UseCase(Right.ReadBookings)]
internal sealed class ReadSeries(HubDbContext db) : IUseCase<ReadSeries.Request, SeriesView>
{
    public sealed record Request(Guid Id) : IRequest<SeriesView>;

    public async Task<Outcome<SeriesView>> Handle(Request request, CancellationToken cancel)
    {
        var found = await (
            from series in db.BookingSeries
            where series.Id == request.Id
            join equipment in db.Equipment on series.EquipmentId equals equipment.Id
            select new { series, equipment.NameEn, equipment.NameJa, Person = db.Set<Account>().Where(one => one.Id == series.PersonId).Select(one => one.DisplayName).FirstOrDefault() })
            .SingleOrDefaultAsync(cancel);
        if (found is null)
            return CommonProblems.NotFound("booking series", request.Id);
        var skipped = await db.SkippedOccurrences.Where(one => one.SeriesId == request.Id).OrderBy(one => one.StartsAt).ToListAsync(cancel);
        var row = found.series;
        return new SeriesView(
            row.Id, row.FacilityId, row.EquipmentId, found.NameEn, found.NameJa, row.PersonId, found.Person ?? "", row.CompanyId, row.Recurrence, row.Every,
            [.. row.Weekdays.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(day => Enum.Parse<DayOfWeek>(day))],
            row.FirstOn, row.LastOn, row.TimeOfDay, row.Minutes, row.Mode, row.CreatedAt,
            skipped.ConvertAll(one => new SkippedView(one.StartsAt, one.EndsAt, one.Code, one.ReadReasons())));
    }

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/booking-series/{id:guid}", (Guid id, HttpUseCases http, CancellationToken cancel) => http.Answer(new Request(id), cancel))
        .For<ReadSeries>("Reads a series", "Its bookings: GET /bookings?seriesId=.");
}

/// <summary>A series as the API and the console show it.</summary>
/// <param name="NameEn">The instrument's English name.</param>
/// <param name="NameJa">The instrument's Japanese name.</param>
/// <param name="PersonName">The holder, as on screen.</param>
/// <param name="Weekdays">Of a weekly one; empty: the weekday of the first day.</param>
/// <param name="FirstOn">In the facility's zone.</param>
/// <param name="LastOn">Day of the last one that was wanted.</param>
/// <param name="Skipped">What was left out when it was made, by start.</param>
public sealed record SeriesView(
    Guid Id, Guid FacilityId, Guid EquipmentId, string NameEn, string NameJa, Guid PersonId, string PersonName, Guid CompanyId, Recurrence Recurrence, int Every,
    IReadOnlyList<DayOfWeek> Weekdays, DateOnly FirstOn, DateOnly LastOn, TimeOnly TimeOfDay, int Minutes, SeriesMode Mode, DateTimeOffset CreatedAt,
    IReadOnlyList<SkippedView> Skipped);

/// <summary>A booking that was left out.</summary>
/// <param name="StartsAt">UTC, included.</param>
/// <param name="EndsAt">UTC, excluded.</param>
/// <param name="Code">Of the refusal.</param>
/// <param name="Reasons">What the rules said when the series was made.</param>
public sealed record SkippedView(DateTimeOffset StartsAt, DateTimeOffset EndsAt, string Code, IReadOnlyList<SkipReason> Reasons);
