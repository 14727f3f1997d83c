namespace IncubatorHub.Registry.Notifications;

/// <summary>Reads what the caller wants to hear of by mail.</summary>
[UseCase(Right.SignedIn)]
internal sealed class ReadNoticePreferences(HubDbContext db, CallerContext context, IEnumerable<NoticeKind> kinds)
    : IUseCase<ReadNoticePreferences.Request, NoticePreferenceView>
{
    public sealed record Request : IRequest<NoticePreferenceView>;

    public async Task<Outcome<NoticePreferenceView>> Handle(Request request, CancellationToken cancel)
    {
        if (context.Caller.Kind is not CallerKind.Person)
            return NotificationProblems.PersonOnly;
        return NoticePreferenceView.From(await db.NoticePreferences.SingleOrDefaultAsync(one => one.AccountId == context.Caller.Id, cancel), kinds);
    }

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/notice-preferences", (HttpUseCases http, CancellationToken cancel) => http.Answer(new Request(), cancel))
        .For<ReadNoticePreferences>("Reads what you want by mail", "Refusals: notices.person-only (403).");
}
