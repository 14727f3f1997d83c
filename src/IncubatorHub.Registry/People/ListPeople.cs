namespace IncubatorHub.Registry.People;

/// <summary>Lists the people in the caller's sight, by name, address, role or scope.</summary>
[UseCase(Right.ReadCompanyPeople)]
internal sealed class ListPeople(HubDbContext db, CallerContext context) : IUseCase<ListPeople.Request, Page<PersonView>>
{
    /// <param name="Q">Part of a name or an address.</param>
    /// <param name="Role">Only holders of this role.</param>
    /// <param name="ScopeId">Only those with a role at this facility or in this company.</param>
    /// <param name="Retired">true: only retired ones; false (default): only those in use.</param>
    public sealed record Request(
        string? Q = null, Role? Role = null, Guid? ScopeId = null, bool Retired = false,
        string? Sort = null, int? Limit = null, string? Cursor = null, int? Offset = null) : IRequest<Page<PersonView>>, IPaged;

    private static readonly SortKeys<Account> Keys = new SortKeys<Account>(account => account.Id)
        .By("name", account => account.DisplayName)
        .By("email", account => account.NormalizedEmail)
        .By("createdAt", account => account.CreatedAt);

    public async Task<Outcome<Page<PersonView>>> Handle(Request request, CancellationToken cancel)
    {
        var rows = PeopleInSight.Of(db, context.Caller).Where(account => (account.RetiredAt != null) == request.Retired);
        if (request.Role is not null || request.ScopeId is not null)
        {
            var holders = PeopleInSight.GrantsOf(db, context.Caller)
                .Where(grant => (request.Role == null || grant.Role == request.Role) && (request.ScopeId == null || grant.ScopeId == request.ScopeId))
                .Select(grant => grant.AccountId);
            rows = rows.Where(account => holders.Contains(account.Id));
        }

        if (SearchText.Pattern(request.Q) is { } pattern)
        {
            rows = rows.Where(account => EF.Functions.Like(account.DisplayName.ToLower(), pattern, SearchText.Escape)
                || EF.Functions.Like(account.Email.ToLower(), pattern, SearchText.Escape));
        }

        var page = await rows.ToPage(request, Keys, PersonView.Of, cancel);
        return page.IsAnswer
            ? page.Answer with { Items = await PersonView.WithGrants(db, context.Caller, page.Answer.Items, cancel) }
            : page.Problem;
    }

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/people", ([AsParameters] Request request, HttpUseCases http, CancellationToken cancel) => http.Answer(request, cancel))
        .For<ListPeople>("Lists people");
}
