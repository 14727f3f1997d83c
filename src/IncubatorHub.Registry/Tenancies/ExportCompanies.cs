using IncubatorHub.Registry.Facilities;

namespace IncubatorHub.Registry.Tenancies;

/// <summary>Writes the companies in the caller's scope, with their tenancies there, as a CSV file that the import takes.</summary>
[UseCase(Right.ReadTenancy)]
internal sealed class ExportCompanies(HubDbContext db) : IUseCase<ExportCompanies.Request, Done>
{
    public sealed record Request(CsvTarget Target) : IRequest<Done>;

    public async Task<Outcome<Done>> Handle(Request request, CancellationToken cancel)
    {
        var (facilities, units) = (db.Facilities, db.Units);
        var rows =
            from company in db.Companies
            where company.RetiredAt == null
            join one in db.Tenancies on company.Id equals one.CompanyId into tenancies
            from tenancy in tenancies.DefaultIfEmpty()
            orderby company.Code, tenancy.StartsOn, tenancy.Id
            select new
            {
                Company = company,
                Home = facilities.Where(facility => facility.Id == company.HomeFacilityId).Select(facility => facility.Code).FirstOrDefault(),
                Tenancy = (Tenancy?)tenancy,
                Facility = facilities.Where(facility => facility.Id == tenancy.FacilityId).Select(facility => facility.Code).FirstOrDefault(),
                Unit = units.Where(unit => unit.Id == tenancy.UnitId).Select(unit => unit.Code).FirstOrDefault(),
            };
        await CsvExport.Write(request.Target, CompanyCsv.Columns, rows.AsAsyncEnumerable().Select(row => new object?[]
        {
            row.Company.Code, row.Company.NameEn, row.Company.NameJa, row.Company.CorporateNumber, row.Company.FirmType, row.Home, row.Company.Website,
            row.Facility, row.Unit, row.Tenancy?.StartsOn, row.Tenancy?.PlannedEndOn, row.Tenancy?.EndsOn, row.Tenancy?.State, row.Tenancy?.ExitKind, row.Tenancy?.Reason,
        }), cancel);
        return Done.It;
    }

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/exports/companies", (HttpCsv http, CancellationToken cancel) =>
            http.Export(target => new Request(target), "companies.csv", cancel))
        .For<ExportCompanies>("Exports companies with their tenancies as CSV");
}
