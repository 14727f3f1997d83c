namespace IncubatorHub.Laboratory.Charges;

/// <summary>The module's refusals; their codes are stable.</summary>
internal static class ChargeProblems
{
    /// <summary>The code of <see cref="CreditShort"/>.</summary>
    public const string CreditShortCode = "charge.credit-short";

    /// <summary>The balance does not cover it. A manager may override.</summary>
    public static Problem CreditShort(long neededYen, long availableYen) =>
        new Problem(CreditShortCode, 409, "The company's credit does not cover this.").With("neededYen", neededYen).With("availableYen", availableYen);

    /// <summary>The database's own word for the same, without the numbers.</summary>
    public static Problem CreditShortByConstraint { get; } = new(CreditShortCode, 409, "The company's credit does not cover this.");

    public static Problem LedgerFixed { get; } = new("charge.ledger-append-only", 409, "Entries of the ledger are never changed or deleted, and follow one another.");

    public static Problem PlanTaken { get; } = new("price-plan.taken", 409, "A price plan begins on this day already. Withdraw it first.");

    public static Problem PlanInPast { get; } = new("price-plan.in-past", 409, "A plan begins today or later.");

    public static Problem AccountTaken { get; } = new("credit-account.taken", 409, "The company has a credit account at this facility.");

    public static Problem TaxRateTaken { get; } = new("tax-rate.taken", 409, "A rate begins on this day already.");

    public static Problem TaxRateInPast { get; } = new("tax-rate.in-past", 409, "A new rate begins after today.");

    public static Problem NotSettled { get; } = new("adjustment.not-settled", 409, "Only what has been charged can be corrected.");

    public static Problem RequestOpen { get; } = new("adjustment.open", 409, "A request for this charge waits for its answer.");

    public static Problem RequestDecided { get; } = new("adjustment.decided", 409, "The request has been answered.");
}
