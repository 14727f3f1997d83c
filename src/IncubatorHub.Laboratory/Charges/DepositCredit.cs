using System.ComponentModel.DataAnnotations;

namespace IncubatorHub.Laboratory.Charges;

/// <summary>Notes money that came in, or by a negative amount that went back.</summary>
[UseCase(Right.EditCharges, Writes = true)]
internal sealed class DepositCredit(HubDbContext db, CreditLedger ledger, CallerContext context) : IUseCase<DepositCredit.Request, CreditAccountView>
{
    public sealed record Request(Guid AccountId, DepositFields Fields) : IRequest<CreditAccountView>;

    public async Task<Outcome<CreditAccountView>> Handle(Request request, CancellationToken cancel)
    {
        var seen = await db.CreditAccounts.AsNoTracking().SingleOrDefaultAsync(account => account.Id == request.AccountId, cancel);
        if (seen is null)
            return CommonProblems.NotFound("credit account", request.AccountId);
        if (!context.Caller.MayAtFacility(Right.EditCharges, seen.FacilityId))
            return CommonProblems.Forbidden(Right.EditCharges);
        var account = await ledger.Open(seen.FacilityId, seen.CompanyId, cancel);
        var (amount, key) = (request.Fields.AmountYen, $"deposit:{OrderedId.Next():N}");
        // What goes back must be there, whatever the account may owe.
        if (amount < 0 && await ledger.Balance(account.Id, cancel) is var balance && balance + amount < 0)
            return ChargeProblems.CreditShort(-amount, balance);
        await ledger.Book(account, new CreditBooking(CreditEntryKind.Deposit, amount, key) { MayBeShort = true, Reason = request.Fields.Reason }, cancel);
        await db.SaveChangesAsync(cancel);
        return await db.CreditAccounts.Where(row => row.Id == account.Id).Select(CreditAccountView.Of(db)).SingleAsync(cancel);
    }

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost("/credit-accounts/{id:guid}/deposits", (Guid id, DepositFields fields, HttpUseCases http, CancellationToken cancel) =>
            http.Create(new Request(id, fields), account => $"/api/v1/credit-accounts/{account.Id}/entries", cancel))
        .For<DepositCredit>("Notes a deposit", "A negative amount is money that went back. Refusals: charge.credit-short (409).");
}

/// <summary>What a manager says of a deposit.</summary>
public sealed record DepositFields : IValidatableObject
{
    /// <summary>Yen, not 0; at most a billion either way.</summary>
    [Range(-CreditAccount.MaxYen, CreditAccount.MaxYen)]
    public required long AmountYen { get; init; }

    /// <summary>How it came: a bank's reference, a receipt. 1 to 500 characters, seen by the company.</summary>
    [Required, StringLength(500, MinimumLength = 1)]
    public required string Reason { get; init; }

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (AmountYen == 0)
            yield return new ValidationResult("Not zero.", [nameof(AmountYen)]);
    }
}
