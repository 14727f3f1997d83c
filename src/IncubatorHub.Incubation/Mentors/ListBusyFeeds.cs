namespace IncubatorHub.Incubation.Mentors;

/// <summary>Lists the calendars outside that say when a mentor is busy; for the mentor and staff.</summary>
[UseCase(Right.EditMentorProfile)]
internal sealed class ListBusyFeeds(HubDbContext db, MentorReach reach, TimeProvider time) : IUseCase<ListBusyFeeds.Request, IReadOnlyList<BusyFeedView>>
{
    public sealed record Request(Guid MentorId) : IRequest<IReadOnlyList<BusyFeedView>>;

    public async Task<Outcome<IReadOnlyList<BusyFeedView>>> Handle(Request request, CancellationToken cancel)
    {
        var shown = await reach.Show(request.MentorId, cancel);
        if (!shown.IsAnswer)
            return shown.Problem;
        var now = time.GetUtcNow();
        var feeds = await db.BusyFeeds.Where(feed => feed.MentorId == request.MentorId && feed.RetiredAt == null).OrderBy(feed => feed.Id).ToListAsync(cancel);
        return feeds.ConvertAll(feed => BusyFeedView.From(feed, now));
    }

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/mentors/{id:guid}/busy-feeds", (Guid id, HttpUseCases http, CancellationToken cancel) => http.Answer(new Request(id), cancel))
        .For<ListBusyFeeds>("Lists a mentor's calendars outside");
}
