namespace IncubatorHub.Laboratory.Charges;

/// <summary>Changes how a company pays. Bookings that are reserved keep their tier and stay, also above a lower limit.</summary>
[UseCase(Right.EditCharges, Writes = true)]
internal sealed class EditCreditAccount(HubDbContext db, CallerContext context) : IUseCase<EditCreditAccount.Request, CreditAccountView>
{
    public sealed record Request(Guid Id, Guid? SeenVersion, CreditAccountFields Fields) : IRequest<CreditAccountView>, IEdit;

    public async Task<Outcome<CreditAccountView>> Handle(Request request, CancellationToken cancel)
    {
        if (await db.CreditAccounts.SingleOrDefaultAsync(account => account.Id == request.Id, cancel) is not { } account)
            return CommonProblems.NotFound("credit account", request.Id);
        if (!context.Caller.MayAtFacility(Right.EditCharges, account.FacilityId))
            return CommonProblems.Forbidden(Right.EditCharges);
        if (account.RefuseUnlessSeen(request.SeenVersion) is { } stale)
            return stale;
        request.Fields.ApplyTo(account);
        await db.SaveChangesAsync(cancel);
        return await db.CreditAccounts.Where(row => row.Id == account.Id).Select(CreditAccountView.Of(db)).SingleAsync(cancel);
    }

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPut("/credit-accounts/{id:guid}", (Guid id, CreditAccountFields fields, IfMatch ifMatch, HttpUseCases http, CancellationToken cancel) =>
            http.Answer(new Request(id, ifMatch.Version, fields), cancel))
        .For<EditCreditAccount>("Edits a credit account");
}
