namespace IncubatorHub.Incubation.Admissions.Decisions;

/// <summary>Takes an application into screening: from now on the applicant changes nothing.</summary>
[UseCase(Right.ManageAdmissions, Writes = true)]
internal sealed class StartScreening(HubDbContext db, ApplicationReach reach, ApplicationDesk desk, ApplicationViews views) : IUseCase<StartScreening.Request, ApplicationDetail>
{
    public sealed record Request(Guid Id, Guid? SeenVersion) : IRequest<ApplicationDetail>, IEdit;

    public async Task<Outcome<ApplicationDetail>> Handle(Request request, CancellationToken cancel)
    {
        var taken = await reach.Take(request.Id, request.SeenVersion, cancel);
        if (!taken.IsAnswer)
            return taken.Problem;
        if (await desk.Move(taken.Answer, ApplicationState.Screening, await reach.Self(cancel), "", cancel) is { } refused)
            return refused;
        await db.SaveChangesAsync(cancel);
        return await views.Read(request.Id, cancel);
    }

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost("/applications/{id:guid}/screen", (Guid id, IfMatch ifMatch, HttpUseCases http, CancellationToken cancel) => http.Answer(new Request(id, ifMatch.Version), cancel))
        .For<StartScreening>("Takes an application into screening", "Refusals (409): application.wrong-state, review.conflict.");
}
