namespace IncubatorHub.Incubation.Admissions.Calls;

/// <summary>Lists calls of the caller's facilities.</summary>
[UseCase(Right.ReadAdmissions)]
internal sealed class ListCalls(HubDbContext db) : IUseCase<ListCalls.Request, Page<CallView>>
{
    /// <param name="FacilityId">Only of this facility.</param>
    /// <param name="Q">Part of the code or of a title, in either language.</param>
    /// <param name="Retired">true: only retired ones; false (default): the others.</param>
    public sealed record Request(
        Guid? FacilityId = null, string? Q = null, bool Retired = false, string? Sort = null, int? Limit = null, string? Cursor = null, int? Offset = null)
        : IRequest<Page<CallView>>, IPaged;

    private static readonly SortKeys<AdmissionCall> Keys = new SortKeys<AdmissionCall>(call => call.Id)
        .By("closesAt", call => call.ClosesAt)
        .By("opensAt", call => call.OpensAt)
        .By("code", call => call.Code);

    public Task<Outcome<Page<CallView>>> Handle(Request request, CancellationToken cancel)
    {
        var calls = db.Calls.Where(call => (call.RetiredAt != null) == request.Retired);
        if (request.FacilityId is { } facility)
            calls = calls.Where(call => call.FacilityId == facility);
        if (SearchText.Pattern(request.Q) is { } pattern)
        {
            calls = calls.Where(call => EF.Functions.Like(call.Code, pattern, SearchText.Escape) || EF.Functions.Like(call.TitleEn.ToLower(), pattern, SearchText.Escape)
                || EF.Functions.Like(call.TitleJa, pattern, SearchText.Escape));
        }

        return calls.ToPage(request, Keys, CallView.Of, cancel);
    }

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/calls", ([AsParameters] Request request, HttpUseCases http, CancellationToken cancel) => http.Answer(request, cancel))
        .For<ListCalls>("Lists calls");
}
