using IncubatorHub.Registry.Facilities;
using IncubatorHub.Registry.Tenancies.Rules;

namespace IncubatorHub.Registry.Tenancies;

/// <summary>
/// Creates and changes companies by code, and their tenancies by unit and first day, from a CSV file: all of it or nothing. A tenancy's state
/// goes only the ways that the API has: planned to current or cancelled, current to ended.
/// </summary>
[UseCase(Right.ImportRows, Writes = true)]
internal sealed class ImportCompanies(HubDbContext db, CallerContext context, CsvImport import) : IUseCase<ImportCompanies.Request, ImportReport>
{
    public sealed record Request(byte[] File, bool DryRun) : IRequest<ImportReport>;

    private readonly Dictionary<string, CreateCompany.Request> _said = new(StringComparer.Ordinal);
    private readonly HashSet<(string, string, string, DateOnly)> _tenanciesSaid = [];
    private Dictionary<string, Facility> _facilities = [];
    private Dictionary<(Guid, string), Unit> _units = [];
    private Dictionary<string, Company> _companies = [];
    private Dictionary<string, string> _numbers = [];
    private Dictionary<(Guid, Guid, DateOnly), Tenancy> _tenancies = [];

    public async Task<Outcome<ImportReport>> Handle(Request request, CancellationToken cancel)
    {
        var read = import.Read(request.File, CompanyCsv.Columns);
        if (!read.IsAnswer)
            return read.Problem;
        _facilities = await db.Facilities.AsNoTracking().ToDictionaryAsync(facility => facility.Code, StringComparer.Ordinal, cancel);
        _units = await db.Units.AsNoTracking().ToDictionaryAsync(unit => (unit.FacilityId, unit.Code), cancel);
        _companies = await db.Companies.ToDictionaryAsync(company => company.Code, StringComparer.Ordinal, cancel);
        _numbers = _companies.Values.Where(company => company.CorporateNumber is not null)
            .ToDictionary(company => company.CorporateNumber!, company => company.Code, StringComparer.Ordinal);
        _tenancies = await db.Tenancies.ToDictionaryAsync(tenancy => (tenancy.UnitId, tenancy.CompanyId, tenancy.StartsOn), cancel);
        foreach (var row in read.Answer)
        {
            if (CompanyOf(row) is { } company && row.Text("unit").Length > 0)
                TakeTenancy(row, company);
        }

        RefuseOverlaps();
        return await import.Finish(request.DryRun, cancel);
    }

    private Company? CompanyOf(CsvRow row)
    {
        var company = _companies.GetValueOrDefault(row.Text("code"));
        var home = company?.HomeFacilityId;
        if (row.TextOrNull("homeFacility", "") is not "" and var code)
            home = HomeOf(row, company, code);
        var fields = CompanyCsv.FieldsOf(row, company, home);
        row.Wrong(RequestValidation.Validate(fields));
        if (_said.TryGetValue(fields.Code, out var before))
        {
            // A company with several tenancies has several rows; they must agree on the company.
            if (before != fields)
                row.Wrong("code", "import.contradiction", "An earlier row says something else of this company.");
            return row.IsGood ? company : null;
        }

        _said.Add(fields.Code, fields);
        RefuseCompany(row, company, fields);
        if (!row.IsGood)
            return null;
        if (company is not null)
        {
            fields.ApplyTo(company);
            import.Seen(company, row.Line);
            return company;
        }

        company = new Company { Code = fields.Code, NameEn = "", NameJa = "" };
        fields.ApplyTo(company);
        db.Add(company);
        import.Created(company, row.Line);
        _companies.Add(company.Code, company);
        return company;
    }

    private void RefuseCompany(CsvRow row, Company? company, CreateCompany.Request fields)
    {
        if (company is not null && !CompanyCare.May(context.Caller, company))
            row.Wrong(CommonProblems.Forbidden(Right.EditCompany));
        if (company?.RetiredAt is not null)
            row.Wrong(CommonProblems.Retired("company"));
        var isNewHome = company is null || fields.HomeFacilityId != company.HomeFacilityId;
        if (isNewHome && fields.HomeFacilityId is null && !context.Caller.MayEverywhere(Right.EditCompany))
            row.Wrong("homeFacility", "validation.failed", "State one of your facilities.");
        if (isNewHome && fields.HomeFacilityId is { } home && !context.Caller.MayAtFacility(Right.EditCompany, home))
            row.Wrong(CommonProblems.Forbidden(Right.EditCompany));
        if (fields.CorporateNumber is { } number && _numbers.GetValueOrDefault(number, fields.Code) != fields.Code)
            row.Wrong(TenancyProblems.CorporateNumberTaken);
        else if (fields.CorporateNumber is { } free)
            _numbers[free] = fields.Code;
    }

    private void TakeTenancy(CsvRow row, Company company)
    {
        var facility = _facilities.GetValueOrDefault(row.Text("facility"));
        if (facility is null)
            row.Wrong("facility", "validation.failed", "There is no such facility.");
        var unit = facility is null ? null : _units.GetValueOrDefault((facility.Id, row.Text("unit")));
        if (facility is not null && unit is null)
            row.Wrong("unit", "validation.failed", "There is no such unit at this facility.");
        if (row.Date("startsOn", null) is not { } startsOn)
        {
            row.Wrong("startsOn", "validation.failed", "A date: yyyy-MM-dd.");
            return;
        }

        if (unit is null)
            return;
        if (!context.Caller.MayAtFacility(Right.EditTenancy, unit.FacilityId))
            row.Wrong(CommonProblems.Forbidden(Right.EditTenancy));
        if (!_tenanciesSaid.Add((company.Code, row.Text("facility"), unit.Code, startsOn)))
            row.Wrong("startsOn", "import.repeated", "This tenancy is in the file twice.");
        var present = _tenancies.GetValueOrDefault((unit.Id, company.Id, startsOn));
        var said = TenancySaid.Of(row, startsOn, present);
        said.Refuse(row, present);
        if (facility!.RetiredAt is not null && !said.IsOf(present))
            row.Wrong(CommonProblems.Retired("facility"));
        if (present is null && (unit.RetiredAt is not null || !unit.IsLettable))
            row.Wrong(TenancyProblems.UnitNotLettable);
        if (!row.IsGood)
            return;
        var tenancy = present ?? new Tenancy { CompanyId = company.Id, FacilityId = unit.FacilityId, UnitId = unit.Id, StartsOn = startsOn };
        said.ApplyTo(tenancy);
        if (present is null)
        {
            db.Add(tenancy);
            import.Created(tenancy, row.Line);
            _tenancies.Add((unit.Id, company.Id, startsOn), tenancy);
        }
        else
        {
            import.Seen(tenancy, row.Line);
        }
    }

    // An export leaves a home empty that its reader cannot see; coming back, that is no wish to remove it.
    private Guid? HomeOf(CsvRow row, Company? company, string? code)
    {
        if (code is null)
            return company?.HomeFacilityId is { } unseen && _facilities.Values.All(facility => facility.Id != unseen) ? unseen : null;
        if (_facilities.GetValueOrDefault(code) is not { } found)
            row.Wrong("homeFacility", "validation.failed", "There is no such facility.");
        else if (found.RetiredAt is not null && found.Id != company?.HomeFacilityId)
            row.Wrong(CommonProblems.Retired("facility"));
        else
            return found.Id;
        return null;
    }

    // After all rows: the order in the file does not matter, only what stands there at the end. The database guards it against others.
    private void RefuseOverlaps()
    {
        foreach (var unit in _tenancies.Values.Where(one => one.IsLive).GroupBy(one => one.UnitId).Where(unit => unit.Any(one => import.LineOf(one) is not null)))
        {
            var live = unit.OrderBy(one => one.StartsOn).ThenBy(one => import.LineOf(one)).ToList();
            for (var later = 1; later < live.Count; later++)
            {
                var before = live.Take(later).ToList();
                if (MustNotOverlap.FirstConflict(DaysOf(live[later]), before.Select(DaysOf)) is not null
                    && (import.LineOf(live[later]) ?? before.Select(import.LineOf).LastOrDefault(line => line is not null)) is { } line)
                {
                    import.Wrong(line, TenancyProblems.UnitTakenAtAll);
                }
            }
        }
    }

    private static MustNotOverlap.Days DaysOf(Tenancy tenancy) => new(tenancy.StartsOn, tenancy.PromisedUntil);

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost("/imports/companies", (HttpCsv http, CancellationToken cancel, bool dryRun = false) =>
            http.Import(file => new Request(file, dryRun), cancel))
        .For<ImportCompanies>("Imports companies with their tenancies from CSV",
            "The body is the file, text/csv in UTF-8. With dryRun=true nothing is changed and the report lists every error. Refusals: import.rows-wrong (422) with the report.");
}
