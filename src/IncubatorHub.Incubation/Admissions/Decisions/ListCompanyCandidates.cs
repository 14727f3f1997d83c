namespace IncubatorHub.Incubation.Admissions.Decisions;

/// <summary>A company that an application may be of.</summary>
/// <param name="IsSameNumber">The corporate number is the same: it is this one.</param>
public sealed record CompanyCandidate(Guid Id, string Code, string NameEn, string NameJa, string? CorporateNumber, bool IsSameNumber);

/// <summary>
/// Lists companies that an application may be of: of the same corporate number or name, at most five. It tells a manager of a company elsewhere no more than
/// the application says itself.
/// </summary>
[UseCase(Right.ManageAdmissions)]
internal sealed class ListCompanyCandidates(HubDbContext db, CallerContext context, ApplicantCompany companies) : IUseCase<ListCompanyCandidates.Request, IReadOnlyList<CompanyCandidate>>
{
    public sealed record Request(Guid ApplicationId) : IRequest<IReadOnlyList<CompanyCandidate>>;

    public async Task<Outcome<IReadOnlyList<CompanyCandidate>>> Handle(Request request, CancellationToken cancel)
    {
        if (await db.Applications.SingleOrDefaultAsync(one => one.Id == request.ApplicationId, cancel) is not { SubmittedAt: not null } application)
            return AdmissionProblems.ApplicationNotFound(request.ApplicationId);
        if (!context.Caller.MayAtFacility(Right.ManageAdmissions, application.FacilityId))
            return CommonProblems.Forbidden(Right.ManageAdmissions);
        var found = await companies.Candidates(application, cancel);
        return found.ConvertAll(one => new CompanyCandidate(
            one.Id, one.Code, one.NameEn, one.NameJa, one.CorporateNumber, one.CorporateNumber is not null && one.CorporateNumber == application.CorporateNumber));
    }

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/applications/{id:guid}/companies", (Guid id, HttpUseCases http, CancellationToken cancel) => http.Answer(new Request(id), cancel))
        .For<ListCompanyCandidates>("Lists companies that an application may be of");
}
