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
        .AddScoped<StatementReader>()
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
        var plans = api.MapGroup("").WithTags("Price plans");
        ListPricePlans.Map(plans);
        ReadPricePlan.Map(plans);
        CreatePricePlan.Map(plans);
        RetirePricePlan.Map(plans);
        QuotePrice.Map(plans);
        ListTaxRates.Map(plans);
        CreateTaxRate.Map(plans);

        var accounts = api.MapGroup("").WithTags("Credit accounts");
        ListCreditAccounts.Map(accounts);
        ReadCreditAccount.Map(accounts);
        CreateCreditAccount.Map(accounts);
        EditCreditAccount.Map(accounts);
        DepositCredit.Map(accounts);
        ListCreditEntries.Map(accounts);
        ReadStatement.Map(accounts);
        ExportStatement.Map(accounts);

        var charges = api.MapGroup("").WithTags("Charges");
        ListCharges.Map(charges);
        ReadCharge.Map(charges);
        RequestAdjustment.Map(charges);
        ListAdjustmentRequests.Map(charges);
        ReadAdjustmentRequest.Map(charges);
        DecideAdjustment.Map(charges);
    }
}
