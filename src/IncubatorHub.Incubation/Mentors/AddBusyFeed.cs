using System.ComponentModel.DataAnnotations;

namespace IncubatorHub.Incubation.Mentors;

/// <summary>Subscribes the hub to a calendar outside that says when a mentor is busy. It is read within a minute, then every 15 minutes.</summary>
[UseCase(Right.EditMentorProfile, Writes = true)]
internal sealed class AddBusyFeed(HubDbContext db, MentorReach reach, BusyFeedAddresses addresses, TimeProvider time) : IUseCase<AddBusyFeed.Request, BusyFeedView>
{
    public sealed record Request(Guid MentorId, Subscription Feed) : IRequest<BusyFeedView>;

    public sealed record Subscription
    {
        [Required, StringLength(100, MinimumLength = 1)]
        public required string Name { get; init; }

        /// <summary>https or webcal. It is a secret and not shown again.</summary>
        [Required, StringLength(BusyFeed.MaxUrlLength, MinimumLength = 8)]
        public required string Url { get; init; }
    }

    public async Task<Outcome<BusyFeedView>> Handle(Request request, CancellationToken cancel)
    {
        var taken = await reach.Take(request.MentorId, seenVersion: Guid.Empty, cancel);
        if (!taken.IsAnswer)
            return taken.Problem;
        var url = BusyFeedAddresses.Normal(request.Feed.Url);
        if (addresses.Refuse(url) is { } refused)
            return refused;
        await db.TakeTurn("busy-feeds", request.MentorId, cancel);
        if (await db.BusyFeeds.CountAsync(feed => feed.MentorId == request.MentorId && feed.RetiredAt == null, cancel) >= BusyFeed.MaxPerMentor)
            return MentorProblems.TooManyFeeds;
        var now = time.GetUtcNow();
        var feed = new BusyFeed
        {
            MentorId = request.MentorId, Name = request.Feed.Name.Trim(), Host = new Uri(url).Host, SealedUrl = addresses.Seal(url), DueAt = now,
        };
        db.Add(feed);
        return BusyFeedView.From(feed, now);
    }

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost("/mentors/{id:guid}/busy-feeds", (Guid id, Subscription feed, HttpUseCases http, CancellationToken cancel) =>
            http.Create(new Request(id, feed), added => $"/api/v1/mentors/{id}/busy-feeds/{added.Id}", cancel))
        .For<AddBusyFeed>("Subscribes to a calendar outside",
            "Refusals: busy-feed.url-not-https, busy-feed.url-internal (400), busy-feed.too-many (409).");
}
