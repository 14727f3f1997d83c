namespace IncubatorHub.Laboratory.Policies;

/// <summary>Lists special days of the houses in the caller's scope.</summary>
[UseCase(Right.ReadPolicy)]
internal sealed class ListFacilityDays(HubDbContext db) : IUseCase<ListFacilityDays.Request, Page<FacilityDayView>>
{
    /// <param name="FacilityId">Only at this facility.</param>
    /// <param name="FirstDay">From this date on.</param>
    /// <param name="LastDay">Until this date, included.</param>
    public sealed record Request(
        Guid? FacilityId = null, DateOnly? FirstDay = null, DateOnly? LastDay = null,
        string? Sort = null, int? Limit = null, string? Cursor = null, int? Offset = null) : IRequest<Page<FacilityDayView>>, IPaged;

    private static readonly SortKeys<FacilityDay> Keys = new SortKeys<FacilityDay>(day => day.Id).By("date", day => day.Date);

    public Task<Outcome<Page<FacilityDayView>>> Handle(Request request, CancellationToken cancel)
    {
        var rows = db.FacilityDays.Where(day => day.RetiredAt == null);
        if (request.FacilityId is { } facility)
            rows = rows.Where(day => day.FacilityId == facility);
        if (request.FirstDay is { } first)
            rows = rows.Where(day => day.Date >= first);
        if (request.LastDay is { } last)
            rows = rows.Where(day => day.Date <= last);
        return rows.ToPage(request, Keys, FacilityDayView.Of, cancel);
    }

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/facility-days", ([AsParameters] Request request, HttpUseCases http, CancellationToken cancel) => http.Answer(request, cancel))
        .For<ListFacilityDays>("Lists special days", "Public holidays follow from the facility's calendar and are not listed.");
}
