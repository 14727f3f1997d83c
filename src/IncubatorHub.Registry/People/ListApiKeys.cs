namespace IncubatorHub.Registry.People;

/// <summary>Lists the caller's own keys and the service keys of houses that it runs.</summary>
[UseCase(Right.SignedIn)]
internal sealed class ListApiKeys(HubDbContext db, CallerContext context) : IUseCase<ListApiKeys.Request, Page<ApiKeyView>>
{
    /// <param name="FacilityId">Only the service keys of this facility.</param>
    /// <param name="Mine">true: only the caller's own.</param>
    public sealed record Request(
        Guid? FacilityId = null, bool Mine = false, string? Sort = null, int? Limit = null, string? Cursor = null, int? Offset = null)
        : IRequest<Page<ApiKeyView>>, IPaged;

    private static readonly SortKeys<ApiKey> Keys = new SortKeys<ApiKey>(key => key.Id)
        .By("createdAt", key => key.CreatedAt)
        .By("name", key => key.Name)
        .By("expiresAt", key => key.ExpiresAt);

    public Task<Outcome<Page<ApiKeyView>>> Handle(Request request, CancellationToken cancel)
    {
        var rows = ApiKeyView.InHand(db, context.Caller);
        if (request.Mine)
            rows = rows.Where(key => key.OwnerId == context.Caller.Id);
        if (request.FacilityId is { } facilityId)
            rows = rows.Where(key => key.FacilityId == facilityId);
        return rows.ToPage(request, Keys, ApiKeyView.Of, cancel);
    }

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/api-keys", ([AsParameters] Request request, HttpUseCases http, CancellationToken cancel) => http.Answer(request, cancel))
        .For<ListApiKeys>("Lists API keys");
}
