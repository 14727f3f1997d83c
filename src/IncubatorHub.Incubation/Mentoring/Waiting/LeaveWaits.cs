namespace IncubatorHub.Incubation.Mentoring.Waiting;

/// <summary>Waits no longer. What was asked for already stays; it is cancelled like any session.</summary>
[UseCase(Right.BookMentor, Writes = true)]
internal sealed class LeaveWaits(HubDbContext db, CallerContext context) : IUseCase<LeaveWaits.Request, WaitView>
{
    public sealed record Request(Guid Id) : IRequest<WaitView>;

    public async Task<Outcome<WaitView>> Handle(Request request, CancellationToken cancel)
    {
        if (await db.Set<MentoringWait>().SingleOrDefaultAsync(one => one.Id == request.Id, cancel) is not { } wait)
            return CommonProblems.NotFound("mentoring wait", request.Id);
        if (!context.Caller.MayInCompany(Right.BookMentor, wait.CompanyId))
            return CommonProblems.Forbidden(Right.BookMentor);
        if (wait.State is WaitState.Waiting)
            wait.State = WaitState.Left;
        await db.SaveChangesAsync(cancel);
        return await db.Set<MentoringWait>().AsNoTracking().Where(one => one.Id == wait.Id).Select(WaitView.Of(db)).SingleAsync(cancel);
    }

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost("/mentoring-waits/{id:guid}/leave", (Guid id, HttpUseCases http, CancellationToken cancel) => http.Answer(new Request(id), cancel))
        .For<LeaveWaits>("Waits no longer for a mentoring session");
}
