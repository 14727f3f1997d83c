namespace IncubatorHub.Laboratory.Charges;

/// <summary>What use costs, and the credit that it is paid from.</summary>
public static class ChargesModule
{
    /// <summary>Services of the module.</summary>
    public static IServiceCollection AddCharges(this IServiceCollection services) => services
        .AddUseCases(typeof(ChargesModule).Assembly, typeof(ChargesModule).Namespace!)
        .AddScoped<CreditLedger>()
        .AddScoped<PriceBook>()
        .AddScoped<ChargesDoor>()
        .AddScoped<Registry.Facilities.IReferenceRows, TaxRateRows>()
        .AddSingleton(ConstraintProblem.ByName(CreditEntryConfiguration.ShortConstraint, ChargeProblems.CreditShortByConstraint))
        .AddSingleton(ConstraintProblem.ByName(CreditEntryGuard.Name, ChargeProblems.LedgerFixed))
        .AddSingleton(ConstraintProblem.ByName(CreditChainGuard.Name, ChargeProblems.LedgerFixed))
        .AddSingleton(new ConstraintProblem("PricePlans", [nameof(PricePlan.FacilityId), nameof(PricePlan.ClassCode), nameof(PricePlan.ValidFrom)], ChargeProblems.PlanTaken))
        .AddSingleton(new ConstraintProblem("PricePlans", [nameof(PricePlan.FacilityId), nameof(PricePlan.EquipmentId), nameof(PricePlan.ValidFrom)], ChargeProblems.PlanTaken))
        .AddSingleton(new ConstraintProblem("CreditAccounts", [nameof(CreditAccount.FacilityId), nameof(CreditAccount.CompanyId)], ChargeProblems.AccountTaken))
        .AddSingleton(new ConstraintProblem("TaxRates", [nameof(TaxRate.ValidFrom)], ChargeProblems.TaxRateTaken))
        .AddSingleton(new ConstraintProblem("AdjustmentRequests", [nameof(AdjustmentRequest.ChargeId)], ChargeProblems.RequestOpen));

    /// <summary>Endpoints of the module.</summary>
    public static void MapCharges(this IEndpointRouteBuilder api)
    {
        _ = api.MapGroup("").WithTags("Charges");
    }
}
