namespace IncubatorHub.Laboratory.Charges;

/// <summary>Reads one account with its balance.</summary>
[UseCase(Right.ReadCharges)]
internal sealed class ReadCreditAccount(HubDbContext db) : IUseCase<ReadCreditAccount.Request, CreditAccountView>
{
    public sealed record Request(Guid Id) : IRequest<CreditAccountView>;

    public async Task<Outcome<CreditAccountView>> Handle(Request request, CancellationToken cancel) =>
        await db.CreditAccounts.Where(account => account.Id == request.Id).Select(CreditAccountView.Of(db)).SingleOrDefaultAsync(cancel) is { } found
            ? found
            : CommonProblems.NotFound("credit account", request.Id);

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/credit-accounts/{id:guid}", (Guid id, HttpUseCases http, CancellationToken cancel) => http.Answer(new Request(id), cancel))
        .For<ReadCreditAccount>("Reads a credit account");
}
