using System.Globalization;
using IncubatorHub.Incubation.Admissions.Calls;
using IncubatorHub.Platform.Csv;
using IncubatorHub.Registry.Tenancies;

namespace IncubatorHub.Incubation.Admissions;

/// <summary>Writes the submitted applications to the caller's facilities as a CSV file: who wanted what and what came of it. Neither answers nor scores.</summary>
[UseCase(Right.ReadAdmissions)]
internal sealed class ExportApplications(HubDbContext db) : IUseCase<ExportApplications.Request, Done>
{
    public sealed record Request(CsvTarget Target, Guid? FacilityId = null, Guid? CallId = null) : IRequest<Done>;

    private static readonly CsvColumn[] Columns =
    [
        new("reference"), new("call"), new("state"), new("companyNameEn"), new("companyNameJa"), new("corporateNumber"), new("firmType"), new("roomType"), new("contactName"), new("email"),
        new("submittedAt"), new("decidedAt"), new("company"),
    ];

    public async Task<Outcome<Done>> Handle(Request request, CancellationToken cancel)
    {
        var companies = db.Set<Company>();
        var rows =
            from row in db.Applications
            where row.SubmittedAt != null && (request.FacilityId == null || row.FacilityId == request.FacilityId) && (request.CallId == null || row.CallId == request.CallId)
            join call in db.Set<AdmissionCall>() on row.CallId equals call.Id
            orderby call.Code, row.Number
            select new { Row = row, Call = call.Code, Company = companies.Where(one => one.Id == row.CompanyId).Select(one => one.Code).FirstOrDefault() };
        await CsvExport.Write(request.Target, Columns, rows.AsAsyncEnumerable().Select(one => new object?[]
        {
            one.Row.Reference, one.Call, one.Row.State, one.Row.CompanyNameEn, one.Row.CompanyNameJa, one.Row.CorporateNumber, one.Row.FirmType, one.Row.RoomType, one.Row.ContactName, one.Row.Email,
            Text(one.Row.SubmittedAt), Text(one.Row.DecidedAt), one.Company,
        }), cancel);
        return Done.It;
    }

    private static string? Text(DateTimeOffset? at) => at?.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/exports/applications", (Guid? facilityId, Guid? callId, HttpCsv http, CancellationToken cancel) =>
            http.Export(target => new Request(target, facilityId, callId), "applications.csv", cancel))
        .For<ExportApplications>("Exports applications as CSV", "Without drafts, answers and scores.");
}
