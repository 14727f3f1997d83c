namespace IncubatorHub.Laboratory.Charges;

/// <summary>Lists the accounts of the caller's companies and of the facilities that the caller runs.</summary>
[UseCase(Right.ReadCharges)]
internal sealed class ListCreditAccounts(HubDbContext db) : IUseCase<ListCreditAccounts.Request, Page<CreditAccountView>>
{
    /// <param name="FacilityId">Only at this facility.</param>
    /// <param name="CompanyId">Only of this company.</param>
    public sealed record Request(
        Guid? FacilityId = null, Guid? CompanyId = null,
        string? Sort = null, int? Limit = null, string? Cursor = null, int? Offset = null) : IRequest<Page<CreditAccountView>>, IPaged;

    private static readonly SortKeys<CreditAccount> Keys = new SortKeys<CreditAccount>(account => account.Id)
        .By("createdAt", account => account.CreatedAt)
        .By("tier", account => account.Tier)
        .By("limitYen", account => account.LimitYen);

    public Task<Outcome<Page<CreditAccountView>>> Handle(Request request, CancellationToken cancel)
    {
        IQueryable<CreditAccount> rows = db.CreditAccounts;
        if (request.FacilityId is { } facility)
            rows = rows.Where(account => account.FacilityId == facility);
        if (request.CompanyId is { } company)
            rows = rows.Where(account => account.CompanyId == company);
        return rows.ToPage(request, Keys, CreditAccountView.Of(db), cancel);
    }

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/credit-accounts", ([AsParameters] Request request, HttpUseCases http, CancellationToken cancel) => http.Answer(request, cancel))
        .For<ListCreditAccounts>("Lists credit accounts");
}
