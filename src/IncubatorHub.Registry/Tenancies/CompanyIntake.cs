using System.Globalization;
using System.Text;
using IncubatorHub.Registry.Facilities;

namespace IncubatorHub.Registry.Tenancies;

/// <summary>
/// What the admission of companies asks of this module, within the transaction that its caller has open and has judged. It looks past the filter on rows: a
/// firm that applies may be one that the house does not see yet, and it must not become a second company.
/// </summary>
public sealed class CompanyIntake(HubDbContext db, TimeProvider time)
{
    private const int MostCandidates = 5;
    private const int MaxStemLength = 32;

    private IQueryable<Company> Companies => db.Companies.IgnoreQueryFilters([ScopeFilters.Name]);

    /// <summary>Whether it is a corporate number: 13 digits, of which the first checks the others.</summary>
    public static bool IsCorporateNumber(string number) => Rules.CorporateNumber.IsValid(number);

    /// <summary>The company in use with this corporate number.</summary>
    public Task<CompanyView?> ByNumber(string number, CancellationToken cancel) =>
        Companies.AsNoTracking().Where(company => company.CorporateNumber == number && company.RetiredAt == null).Select(CompanyView.Of).SingleOrDefaultAsync(cancel);

    /// <summary>Companies in use that may be this one: by number, or by either name without regard to case; at most five.</summary>
    public Task<List<CompanyView>> Candidates(string? number, string nameEn, string nameJa, CancellationToken cancel)
    {
        var (english, japanese) = (nameEn.Trim().ToLowerInvariant(), nameJa.Trim());
        return Companies.AsNoTracking().Where(company => company.RetiredAt == null && (
                (number != null && company.CorporateNumber == number) || company.NameEn.ToLower() == english || company.NameJa == japanese))
            .OrderBy(company => company.Code).Take(MostCandidates).Select(CompanyView.Of).ToListAsync(cancel);
    }

    /// <summary>The company, whoever sees it; null: there is none in use.</summary>
    public Task<CompanyView?> Find(Guid id, CancellationToken cancel) =>
        Companies.AsNoTracking().Where(company => company.Id == id && company.RetiredAt == null).Select(CompanyView.Of).SingleOrDefaultAsync(cancel);

    /// <summary>Makes a company with a code after its English name, and saves. Refused when its corporate number is another's.</summary>
    public async Task<Outcome<CompanyView>> Register(CompanyFields fields, bool isDemo, CancellationToken cancel)
    {
        if (RequestValidation.Validate(fields) is { } wrong)
            return wrong;
        if (fields.CorporateNumber is { } number && await Companies.AnyAsync(company => company.CorporateNumber == number, cancel))
            return TenancyProblems.CorporateNumberTaken;
        var company = new Company { Code = await FreeCode(fields.NameEn, cancel), NameEn = "", NameJa = "", IsDemo = isDemo };
        fields.ApplyTo(company);
        db.Add(company);
        await db.SaveChangesAsync(cancel);
        return CompanyView.From(company);
    }

    /// <summary>The facility looks after the company from now on, unless another does.</summary>
    public async Task TakeHome(Guid companyId, Guid facilityId, CancellationToken cancel)
    {
        var company = await Companies.SingleAsync(one => one.Id == companyId, cancel);
        company.HomeFacilityId ??= facilityId;
    }

    /// <summary>Promises the unit to the company and saves; returns the tenancy. The refusals are those of planning a tenancy.</summary>
    public async Task<Outcome<Guid>> Promise(Guid companyId, Guid unitId, DateOnly startsOn, DateOnly? plannedEndOn, CancellationToken cancel)
    {
        if (await db.Units.AsNoTracking().SingleOrDefaultAsync(one => one.Id == unitId, cancel) is not { } unit)
            return CommonProblems.NotFound("unit", unitId);
        if (await Companies.AsNoTracking().SingleOrDefaultAsync(one => one.Id == companyId, cancel) is not { } company)
            return CommonProblems.NotFound("company", companyId);
        var planned = await db.Promise(unit, company, startsOn, plannedEndOn, time.GetUtcNow(), cancel);
        return planned.IsAnswer ? planned.Answer.Id : planned.Problem;
    }

    /// <summary>Why the unit may not be promised for these days; null: it may. Judged again when it is.</summary>
    public async Task<Problem?> RefuseUnit(Guid companyId, Guid unitId, DateOnly startsOn, DateOnly? plannedEndOn, CancellationToken cancel)
    {
        if (await db.Units.AsNoTracking().SingleOrDefaultAsync(one => one.Id == unitId, cancel) is not { } unit)
            return CommonProblems.NotFound("unit", unitId);
        if (unit.RetiredAt is not null || !unit.IsLettable)
            return TenancyProblems.UnitNotLettable;
        return await db.RefuseDays(new Tenancy { CompanyId = companyId, FacilityId = unit.FacilityId, UnitId = unit.Id, StartsOn = startsOn, PlannedEndOn = plannedEndOn }, cancel);
    }

    private async Task<string> FreeCode(string nameEn, CancellationToken cancel)
    {
        var stem = StemOf(nameEn);
        await db.TakeTurn($"company code {stem}", Guid.Empty, cancel);
        var taken = await Companies.Where(company => company.Code.StartsWith(stem)).Select(company => company.Code).ToListAsync(cancel);
        var code = stem;
        for (var n = 2; taken.Contains(code); n++)
            code = $"{stem}-{n.ToString(CultureInfo.InvariantCulture)}";
        return code;
    }

    private static string StemOf(string name)
    {
        var stem = new StringBuilder();
        foreach (var letter in name.ToLowerInvariant())
        {
            if (char.IsAsciiLetterOrDigit(letter))
                stem.Append(letter);
            else if (stem.Length > 0 && stem[^1] != '-')
                stem.Append('-');
        }

        var cut = stem.ToString(0, Math.Min(stem.Length, MaxStemLength)).Trim('-');
        return cut.Length >= 2 ? cut : "company";
    }
}
