using IncubatorHub.Registry.Facilities;
using IncubatorHub.Registry.Tenancies;

namespace IncubatorHub.Incubation.Admissions;

/// <summary>Lists applications to the caller's facilities, and those of the caller's companies.</summary>
[UseCase(Right.ReadApplications)]
internal sealed class ListApplications(HubDbContext db, CallerContext context, ApplicationViews views) : IUseCase<ListApplications.Request, Page<ApplicationView>>
{
    /// <param name="FacilityId">Only to this facility.</param>
    /// <param name="CallId">Only to this call.</param>
    /// <param name="CompanyId">Only of this company.</param>
    /// <param name="State">Only in this state.</param>
    /// <param name="RoomType">Only for such rooms.</param>
    /// <param name="FirmType">Only of such firms.</param>
    /// <param name="Q">Part of a name in either language, the reference, or the corporate number.</param>
    public sealed record Request(
        Guid? FacilityId = null, Guid? CallId = null, Guid? CompanyId = null, Choice<ApplicationState>? State = null, Choice<RoomType>? RoomType = null,
        Choice<FirmType>? FirmType = null, string? Q = null, string? Sort = null, int? Limit = null, string? Cursor = null, int? Offset = null)
        : IRequest<Page<ApplicationView>>, IPaged;

    private static readonly SortKeys<Application> Keys = new SortKeys<Application>(row => row.Id)
        .By("submittedAt", row => row.SubmittedAt ?? row.CreatedAt)
        .By("reference", row => row.Reference)
        .By("nameJa", row => row.CompanyNameJa)
        .By("nameEn", row => row.CompanyNameEn);

    public async Task<Outcome<Page<ApplicationView>>> Handle(Request request, CancellationToken cancel)
    {
        var rows = db.Applications.AsQueryable();
        if (request.FacilityId is { } facility)
            rows = rows.Where(row => row.FacilityId == facility);
        if (request.CallId is { } call)
            rows = rows.Where(row => row.CallId == call);
        if (request.CompanyId is { } company)
            rows = rows.Where(row => row.CompanyId == company);
        if (request.State is { Value: var state })
            rows = rows.Where(row => row.State == state);
        if (request.RoomType is { Value: var room })
            rows = rows.Where(row => row.RoomType == room);
        if (request.FirmType is { Value: var firm })
            rows = rows.Where(row => row.FirmType == firm);
        if (SearchText.Pattern(request.Q) is { } pattern)
        {
            rows = rows.Where(row => EF.Functions.Like(row.CompanyNameEn.ToLower(), pattern, SearchText.Escape) || EF.Functions.Like(row.CompanyNameJa.ToLower(), pattern, SearchText.Escape)
                || EF.Functions.Like(row.Reference, pattern, SearchText.Escape) || EF.Functions.Like(row.CorporateNumber, pattern, SearchText.Escape));
        }

        var page = await rows.ToPage(request, Keys, ApplicationView.Of, cancel);
        if (!page.IsAnswer || !context.Caller.MaySomewhere(Right.ReadAdmissions))
            return page;
        // Of the caller's own companies' applications elsewhere there are none to count.
        var counts = await views.Counts([.. page.Answer.Items.Select(row => row.Id)], cancel);
        return page.Answer with { Items = [.. page.Answer.Items.Select(row => row with { Reviews = counts.GetValueOrDefault(row.Id) })] };
    }

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/applications", ([AsParameters] Request request, HttpUseCases http, CancellationToken cancel) => http.Answer(request, cancel))
        .For<ListApplications>("Lists applications");
}
