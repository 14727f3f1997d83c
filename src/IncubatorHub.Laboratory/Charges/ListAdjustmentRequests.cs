namespace IncubatorHub.Laboratory.Charges;

/// <summary>Lists requests for corrections of the caller's companies and of the facilities that the caller runs.</summary>
[UseCase(Right.ReadCharges)]
internal sealed class ListAdjustmentRequests(HubDbContext db) : IUseCase<ListAdjustmentRequests.Request, Page<AdjustmentRequestView>>
{
    /// <param name="FacilityId">Only at this facility.</param>
    /// <param name="CompanyId">Only of this company.</param>
    /// <param name="State">Only in this state.</param>
    public sealed record Request(
        Guid? FacilityId = null, Guid? CompanyId = null, Choice<AdjustmentState>? State = null,
        string? Sort = null, int? Limit = null, string? Cursor = null, int? Offset = null) : IRequest<Page<AdjustmentRequestView>>, IPaged;

    private static readonly SortKeys<AdjustmentRequest> Keys = new SortKeys<AdjustmentRequest>(one => one.Id).By("createdAt", one => one.CreatedAt);

    public Task<Outcome<Page<AdjustmentRequestView>>> Handle(Request request, CancellationToken cancel)
    {
        IQueryable<AdjustmentRequest> rows = db.AdjustmentRequests;
        if (request.FacilityId is { } facility)
            rows = rows.Where(one => one.FacilityId == facility);
        if (request.CompanyId is { } company)
            rows = rows.Where(one => one.CompanyId == company);
        if (request.State is { Value: var state })
            rows = rows.Where(one => one.State == state);
        return rows.ToPage(request, Keys, AdjustmentRequestView.Of(db), cancel);
    }

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/adjustment-requests", ([AsParameters] Request request, HttpUseCases http, CancellationToken cancel) => http.Answer(request, cancel))
        .For<ListAdjustmentRequests>("Lists requests for corrections");
}
