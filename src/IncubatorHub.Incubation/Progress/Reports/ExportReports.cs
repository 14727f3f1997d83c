using System.Text.Json;
using IncubatorHub.Incubation.Progress.Rules;
using IncubatorHub.Platform.Csv;
using IncubatorHub.Registry.Facilities;
using IncubatorHub.Registry.Tenancies;

namespace IncubatorHub.Incubation.Progress.Reports;

/// <summary>Writes what was submitted in the caller's scope as CSV: a row for each report with the version that counts.</summary>
[UseCase(Right.ReadProgress)]
internal sealed class ExportReports(HubDbContext db, ReportBook book) : IUseCase<ExportReports.Request, Done>
{
    // Reports read together: so many figures are in memory at once.
    private const int BatchSize = 200;

    /// <param name="Target">Where it goes.</param>
    /// <param name="FacilityId">Only those of this facility.</param>
    public sealed record Request(CsvTarget Target, Guid? FacilityId = null) : IRequest<Done>;

    private static readonly CsvColumn[] Columns =
    [
        new("facility"), new("company"), new("companyNameEn"), new("companyNameJa"), new("kind"), new("from"), new("until"), new("dueOn"), new("version"), new("submittedAt"), new("isLate"),
        new("status"), new("successor"), new("prefecture"), new("address"), new("remarks"),
        .. FigureBook.All.SelectMany(figure => Names(figure)),
    ];

    public async Task<Outcome<Done>> Handle(Request request, CancellationToken cancel)
    {
        await CsvExport.Write(request.Target, Columns, Rows(request.FacilityId, cancel), cancel);
        return Done.It;
    }

    private static IEnumerable<CsvColumn> Names(Figure figure)
    {
        var name = JsonNamingPolicy.CamelCase.ConvertName(figure.ToString());
        return [new(name), new(name + "Source"), new(name + "Confidence")];
    }

    private async IAsyncEnumerable<object?[]> Rows(Guid? facilityId, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancel)
    {
        var last = Guid.Empty;
        while (true)
        {
            var rows = await (
                from report in db.Set<CompanyReport>().AsNoTracking()
                where report.Versions > 0 && report.Id.CompareTo(last) > 0 && (facilityId == null || report.FacilityId == facilityId)
                join version in db.Set<ReportVersion>() on new { ReportId = report.Id, Number = report.Versions } equals new { version.ReportId, version.Number }
                join facility in db.Set<Facility>().IgnoreQueryFilters() on report.FacilityId equals facility.Id
                join company in db.Set<Company>().IgnoreQueryFilters() on report.CompanyId equals company.Id
                orderby report.Id
                select new { Report = report, Version = version, Facility = facility.Code, Company = company }).Take(BatchSize).ToListAsync(cancel);
            var figures = await book.Figures([.. rows.Select(row => row.Version.Id)], cancel);
            foreach (var row in rows)
            {
                var (report, version) = (row.Report, row.Version);
                var said = figures[version.Id].ToDictionary(one => one.Figure);
                yield return
                [
                    row.Facility, row.Company.Code, row.Company.NameEn, row.Company.NameJa, report.Kind, report.From, report.Until, report.DueOn, version.Number, version.At, report.WasLate,
                    version.Status, version.Successor, version.PrefectureCode, version.Address, version.Remarks,
                    .. FigureBook.All.SelectMany(figure => said.TryGetValue(figure, out var one) ? new object?[] { one.Value, one.Source, one.Confidence } : [null, null, null]),
                ];
            }

            if (rows.Count < BatchSize)
                yield break;
            last = rows[^1].Report.Id;
        }
    }

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/exports/reports", (Guid? facilityId, HttpCsv http, CancellationToken cancel) =>
            http.Export(target => new Request(target, facilityId), "reports.csv", cancel))
        .For<ExportReports>("Exports submitted reports as CSV");
}
