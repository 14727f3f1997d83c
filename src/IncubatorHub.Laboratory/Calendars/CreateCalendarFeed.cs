using System.ComponentModel.DataAnnotations;
using IncubatorHub.Registry.Notifications;
using IncubatorHub.Registry.People;
using Microsoft.Extensions.Options;

namespace IncubatorHub.Laboratory.Calendars;

/// <summary>Makes a feed and shows its address once.</summary>
[UseCase(Right.SignedIn, Writes = true)]
internal sealed class CreateCalendarFeed(HubDbContext db, CallerContext context, FeedReach reach, IOptions<NotificationOptions> options)
    : IUseCase<CreateCalendarFeed.Request, CreateCalendarFeed.Answer>
{
    public sealed record Request : IRequest<Answer>
    {
        public required FeedKind Kind { get; init; }

        /// <summary>The company or the instrument; left out for your own bookings.</summary>
        public Guid? SubjectId { get; init; }

        /// <summary>What you call it.</summary>
        [Required, StringLength(100, MinimumLength = 1)]
        public required string Name { get; init; }
    }

    /// <param name="Id">By which it is revoked.</param>
    /// <param name="Url">The whole address; it is not kept and cannot be shown again. Whoever knows it reads the feed.</param>
    public sealed record Answer(Guid Id, string Url) : IShownOnce;

    public async Task<Outcome<Answer>> Handle(Request request, CancellationToken cancel)
    {
        if (context.Caller.Kind is not CallerKind.Person)
            return CalendarProblems.PersonOnly;
        if (request.Kind is not FeedKind.Person && request.SubjectId is null)
            return CommonProblems.Invalid("subjectId", "Which company or instrument?");
        var ownerId = context.Caller.Id;
        var subjectId = request.Kind is FeedKind.Person ? ownerId : request.SubjectId!.Value;
        if (!await reach.MayRead(request.Kind, subjectId, cancel))
            return CommonProblems.NotFound(request.Kind is FeedKind.Company ? "company" : "equipment", subjectId);
        await db.TakeTurn("calendar-feeds", ownerId, cancel);
        if (await db.CalendarFeeds.CountAsync(feed => feed.OwnerId == ownerId && feed.RevokedAt == null, cancel) >= CalendarFeed.MaxPerOwner)
            return CalendarProblems.TooManyFeeds;
        var token = PersonCallers.NewToken();
        var feed = new CalendarFeed { OwnerId = ownerId, Kind = request.Kind, SubjectId = subjectId, Name = request.Name.Trim(), TokenHash = PersonCallers.HashOf(token) };
        db.Add(feed);
        return new Answer(feed.Id, options.Value.Link($"{ReadCalendarFeed.Path}/{token}.ics"));
    }

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost("/calendar-feeds", (Request request, HttpUseCases http, CancellationToken cancel) =>
            http.Create(request, answer => $"/api/v1/calendar-feeds/{answer.Id}", cancel))
        .For<CreateCalendarFeed>("Makes a calendar feed",
            "Its address is shown once. Refusals: calendar.person-only (403), calendar.too-many-feeds (409).");
}
