namespace IncubatorHub.Incubation.Admissions.Decisions;

/// <summary>Says which company an application is of, or that it is a new one.</summary>
[UseCase(Right.ManageAdmissions, Writes = true)]
internal sealed class JoinCompany(HubDbContext db, ApplicationReach reach, ApplicantCompany companies, ApplicationViews views) : IUseCase<JoinCompany.Request, ApplicationDetail>
{
    private static readonly ApplicationState[] Before =
        [ApplicationState.Submitted, ApplicationState.Screening, ApplicationState.WaitingList, ApplicationState.Accepted];

    public sealed record Which
    {
        /// <summary>One of the candidates; left out: a new company.</summary>
        public Guid? CompanyId { get; init; }
    }

    public sealed record Request(Guid Id, Guid? SeenVersion, Which Which) : IRequest<ApplicationDetail>, IEdit;

    public async Task<Outcome<ApplicationDetail>> Handle(Request request, CancellationToken cancel)
    {
        var taken = await reach.Take(request.Id, request.SeenVersion, cancel);
        if (!taken.IsAnswer)
            return taken.Problem;
        var application = taken.Answer;
        if (!Before.Contains(application.State))
            return AdmissionProblems.WrongState(application.State, Before);
        if (request.Which.CompanyId is { } id)
        {
            // Only one that it may be: nobody learns of companies elsewhere by trying.
            if ((await companies.Candidates(application, cancel)).TrueForAll(one => one.Id != id) && !await db.Set<Registry.Tenancies.Company>().AnyAsync(one => one.Id == id, cancel))
                return CommonProblems.NotFound("company", id);
            if (await companies.Join(application, id, cancel) is { } missing)
                return missing;
        }
        else if (await companies.JoinNew(application, cancel) is { } refused)
        {
            return refused;
        }

        await db.SaveChangesAsync(cancel);
        return await views.Read(request.Id, cancel);
    }

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost("/applications/{id:guid}/company", (Guid id, Which which, IfMatch ifMatch, HttpUseCases http, CancellationToken cancel) =>
            http.Answer(new Request(id, ifMatch.Version, which), cancel))
        .For<JoinCompany>("Says which company an application is of", "Refusals (409): company.corporate-number-taken, application.wrong-state, review.conflict.");
}
