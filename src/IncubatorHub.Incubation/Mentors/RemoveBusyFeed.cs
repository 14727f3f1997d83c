namespace IncubatorHub.Incubation.Mentors;

/// <summary>Reads a calendar outside no more, and forgets what it said.</summary>
[UseCase(Right.EditMentorProfile, Writes = true)]
internal sealed class RemoveBusyFeed(HubDbContext db, MentorReach reach, TimeProvider time) : IUseCase<RemoveBusyFeed.Request, Done>
{
    public sealed record Request(Guid MentorId, Guid FeedId) : IRequest<Done>;

    public async Task<Outcome<Done>> Handle(Request request, CancellationToken cancel)
    {
        var taken = await reach.Take(request.MentorId, seenVersion: Guid.Empty, cancel);
        if (!taken.IsAnswer)
            return taken.Problem;
        if (await db.BusyFeeds.SingleOrDefaultAsync(one => one.Id == request.FeedId && one.MentorId == request.MentorId && one.RetiredAt == null, cancel) is not { } feed)
            return MentorProblems.FeedNotFound(request.FeedId);
        feed.Retire(time.GetUtcNow());
        await db.BusyTimes.Where(one => one.FeedId == feed.Id).ExecuteDeleteAsync(cancel);
        return Done.It;
    }

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapDelete("/mentors/{id:guid}/busy-feeds/{feedId:guid}", (Guid id, Guid feedId, HttpUseCases http, CancellationToken cancel) =>
            http.Do(new Request(id, feedId), cancel))
        .For<RemoveBusyFeed>("Ends the subscription to a calendar outside");
}
