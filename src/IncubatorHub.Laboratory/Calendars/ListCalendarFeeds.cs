namespace IncubatorHub.Laboratory.Calendars;

/// <summary>Lists the caller's own feeds.</summary>
[UseCase(Right.SignedIn)]
internal sealed class ListCalendarFeeds(HubDbContext db, CallerContext context) : IUseCase<ListCalendarFeeds.Request, Page<CalendarFeedView>>
{
    public sealed record Request(string? Sort = null, int? Limit = null, string? Cursor = null, int? Offset = null) : IRequest<Page<CalendarFeedView>>, IPaged;

    private static readonly SortKeys<CalendarFeed> Keys = new SortKeys<CalendarFeed>(feed => feed.Id)
        .By("createdAt", feed => feed.CreatedAt)
        .By("name", feed => feed.Name);

    public Task<Outcome<Page<CalendarFeedView>>> Handle(Request request, CancellationToken cancel) =>
        db.CalendarFeeds.Where(feed => feed.OwnerId == context.Caller.Id).ToPage(request, Keys, CalendarFeedView.Of, cancel);

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/calendar-feeds", ([AsParameters] Request request, HttpUseCases http, CancellationToken cancel) => http.Answer(request, cancel))
        .For<ListCalendarFeeds>("Lists your calendar feeds");
}
