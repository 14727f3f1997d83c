using IncubatorHub.Registry.Facilities;

namespace IncubatorHub.Registry.Tenancies;

/// <summary>Companies, and which units they rent.</summary>
public static class TenanciesModule
{
    /// <summary>Services of the module.</summary>
    public static IServiceCollection AddTenancies(this IServiceCollection services) => services
        .AddUseCases(typeof(TenanciesModule).Assembly, typeof(TenanciesModule).Namespace!)
        .AddScoped<IUsesPlaces, TenancyUsesUnit>()
        .AddScoped<CompanyIntake>()
        .AddScoped<TenancyExits>()
        .AddSingleton(new ConstraintProblem("Companies", [nameof(Company.Code)], TenancyProblems.CompanyCodeTaken))
        .AddSingleton(new ConstraintProblem("Companies", [nameof(Company.CorporateNumber)], TenancyProblems.CorporateNumberTaken))
        .AddSingleton(new ConstraintProblem("Tenancies", [nameof(Tenancy.UnitId)], TenancyProblems.UnitOccupied))
        .AddSingleton(new ConstraintProblem(
            "Tenancies", [nameof(Tenancy.UnitId), nameof(Tenancy.CompanyId), nameof(Tenancy.StartsOn)], TenancyProblems.SameStart))
        .AddSingleton(ConstraintProblem.ByName(TenancyOverlapGuard.Name, TenancyProblems.UnitTakenAtAll));

    /// <summary>Endpoints of the module.</summary>
    public static void MapTenancies(this IEndpointRouteBuilder api)
    {
        var companies = api.MapGroup("").WithTags("Companies");
        ListCompanies.Map(companies);
        ReadCompany.Map(companies);
        CreateCompany.Map(companies);
        EditCompany.Map(companies);
        RetireCompany.Map(companies);
        ImportCompanies.Map(companies);
        ExportCompanies.Map(companies);

        var tenancies = api.MapGroup("").WithTags("Tenancies");
        ListTenancies.Map(tenancies);
        ReadTenancy.Map(tenancies);
        PlanTenancy.Map(tenancies);
        EditTenancy.Map(tenancies);
        BeginTenancy.Map(tenancies);
        EndTenancy.Map(tenancies);
        CancelTenancy.Map(tenancies);
        ListTerms.Map(tenancies);
        AgreeTerm.Map(tenancies);
    }
}

internal sealed class TenancyUsesUnit(HubDbContext db) : IUsesPlaces
{
    public string What => "tenancy";

    public Task<bool> Uses(Guid zoneOrUnitId, CancellationToken cancel) => db.Tenancies.AnyAsync(tenancy => tenancy.UnitId == zoneOrUnitId
        && (tenancy.State == TenancyState.Planned || tenancy.State == TenancyState.Current), cancel);
}
