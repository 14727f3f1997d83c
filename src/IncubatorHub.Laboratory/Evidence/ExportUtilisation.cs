using System.ComponentModel.DataAnnotations;
using IncubatorHub.Laboratory.Evidence.Rules;

namespace IncubatorHub.Laboratory.Evidence;

/// <summary>Writes the figures of a month as a CSV file.</summary>
[UseCase(Right.ReadUse)]
internal sealed class ExportUtilisation(UtilisationReport report, CallerContext context) : IUseCase<ExportUtilisation.Request, Done>
{
    private static readonly CsvColumn[] Columns =
    [
        .. new[]
        {
            "month", "by", "code", "name_en", "name_ja", "available_h", "booked_h", "used_h", "used_booked_h", "idle_h", "shadow_h", "no_show_h", "bookings", "no_shows",
            "utilisation", "realisation", "shadow_share", "no_show_rate",
        }.Select(name => new CsvColumn(name)),
    ];

    public sealed record Request(CsvTarget Target, Guid FacilityId, [property: RegularExpression(ReadUtilisation.MonthPattern)] string? Month, UtilisationBy By) : IRequest<Done>;

    public async Task<Outcome<Done>> Handle(Request request, CancellationToken cancel)
    {
        if (await report.Of(request.FacilityId, request.Month, request.By, cancel) is not { } found)
            return CommonProblems.NotFound("facility", request.FacilityId);
        if (!context.Caller.MayAtFacility(Right.ReadUse, request.FacilityId))
            return CommonProblems.Forbidden(Right.ReadUse);
        var rows = found.Rows.Append(new UtilisationRow(null, "total", "Total", "合計", found.Total));
        await CsvExport.Write(request.Target, Columns, rows.ToAsyncEnumerable().Select(row => Row(found, row)), cancel);
        return Done.It;
    }

    private static object?[] Row(UtilisationView view, UtilisationRow row)
    {
        UseFigures of = row.Figures;
        return
        [
            view.Month, view.By, row.Code, row.NameEn, row.NameJa, Round(of.Available), Round(of.Booked), Round(of.Used), Round(of.UsedBooked), Round(of.Idle), Round(of.Shadow),
            Round(of.NoShow), of.Bookings, of.NoShows, Share(of.Utilisation), Share(of.Realisation), Share(of.ShadowShare), Share(of.NoShowRate),
        ];
    }

    private static double? Round(double? hours) => hours is { } known ? Math.Round(known, 2) : null;

    private static double? Share(double? share) => share is { } known ? Math.Round(known, 4) : null;

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/exports/utilisation", (Guid? facilityId, string? month, Choice<UtilisationBy>? by, HttpCsv http, CancellationToken cancel) =>
            http.Export(target => new Request(target, facilityId ?? Guid.Empty, month, by?.Value ?? UtilisationBy.Instrument), "utilisation.csv", cancel))
        .For<ExportUtilisation>("Exports a month's figures of use as CSV", "facilityId, month (yyyy-MM), by (instrument, class, company).");
}
