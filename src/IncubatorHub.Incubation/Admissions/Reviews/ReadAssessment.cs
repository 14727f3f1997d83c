namespace IncubatorHub.Incubation.Admissions.Reviews;

/// <summary>Reads what reviewers think of an application, for those who run the facility. Tenants never do.</summary>
[UseCase(Right.ReadAdmissions)]
internal sealed class ReadAssessment(ApplicationReach reach, ApplicationViews views, ReviewViews reviews) : IUseCase<ReadAssessment.Request, AssessmentView>
{
    public sealed record Request(Guid ApplicationId) : IRequest<AssessmentView>;

    public async Task<Outcome<AssessmentView>> Handle(Request request, CancellationToken cancel)
    {
        if (await reach.See(request.ApplicationId, cancel) is not { IsStaff: true } seen)
            return AdmissionProblems.ApplicationNotFound(request.ApplicationId);
        var counts = await views.Counts([seen.Application.Id], cancel);
        return await reviews.Assess(seen, counts[seen.Application.Id], cancel);
    }

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/applications/{id:guid}/reviews", (Guid id, HttpUseCases http, CancellationToken cancel) => http.Answer(new Request(id), cancel))
        .For<ReadAssessment>("Reads what reviewers think of an application",
            "Who reviews it too sees no other's scores before the own are given, where the call is blind; who declared a conflict of interest sees none.");
}
