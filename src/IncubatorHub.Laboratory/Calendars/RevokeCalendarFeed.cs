namespace IncubatorHub.Laboratory.Calendars;

/// <summary>Ends a feed at once. Open to its owner also when nothing else is any more.</summary>
[UseCase(Right.SignedIn, Writes = true)]
internal sealed class RevokeCalendarFeed(HubDbContext db, CallerContext context, TimeProvider time) : IUseCase<RevokeCalendarFeed.Request, Done>
{
    public sealed record Request(Guid Id) : IRequest<Done>;

    public async Task<Outcome<Done>> Handle(Request request, CancellationToken cancel)
    {
        if (await db.CalendarFeeds.SingleOrDefaultAsync(feed => feed.Id == request.Id && feed.OwnerId == context.Caller.Id, cancel) is not { } feed)
            return CalendarProblems.FeedNotFound(request.Id);
        feed.Revoke(time.GetUtcNow());
        return Done.It;
    }

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost("/calendar-feeds/{id:guid}/revoke", (Guid id, HttpUseCases http, CancellationToken cancel) => http.Do(new Request(id), cancel))
        .For<RevokeCalendarFeed>("Revokes a calendar feed");
}
