namespace IncubatorHub.Laboratory.Charges;

/// <summary>Lists the entries of one account's ledger.</summary>
[UseCase(Right.ReadCharges)]
internal sealed class ListCreditEntries(HubDbContext db) : IUseCase<ListCreditEntries.Request, Page<CreditEntryView>>
{
    public sealed record Request(
        Guid AccountId, string? Sort = null, int? Limit = null, string? Cursor = null, int? Offset = null) : IRequest<Page<CreditEntryView>>, IPaged;

    private static readonly SortKeys<CreditEntry> Keys = new SortKeys<CreditEntry>(entry => entry.Id).By("number", entry => entry.Number);

    public async Task<Outcome<Page<CreditEntryView>>> Handle(Request request, CancellationToken cancel)
    {
        if (!await db.CreditAccounts.AnyAsync(account => account.Id == request.AccountId, cancel))
            return CommonProblems.NotFound("credit account", request.AccountId);
        return await db.CreditEntries.Where(entry => entry.AccountId == request.AccountId).ToPage(request, Keys, CreditEntryView.Of, cancel);
    }

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/credit-accounts/{id:guid}/entries", (Guid id, string? sort, int? limit, string? cursor, int? offset, HttpUseCases http, CancellationToken cancel) =>
            http.Answer(new Request(id, sort, limit, cursor, offset), cancel))
        .For<ListCreditEntries>("Lists the entries of a credit account");
}
