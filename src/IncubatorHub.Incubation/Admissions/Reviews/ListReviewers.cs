using IncubatorHub.Registry.Facilities;

namespace IncubatorHub.Incubation.Admissions.Reviews;

/// <summary>A person who may be asked.</summary>
public sealed record ReviewerView(Guid AccountId, string Name);

/// <summary>Lists who may be asked to review at a facility, by name.</summary>
[UseCase(Right.ManageAdmissions)]
internal sealed class ListReviewers(HubDbContext db, CallerContext context, ReviewerChoice choice) : IUseCase<ListReviewers.Request, IReadOnlyList<ReviewerView>>
{
    private const int Most = 500;

    public sealed record Request(Guid FacilityId) : IRequest<IReadOnlyList<ReviewerView>>;

    public async Task<Outcome<IReadOnlyList<ReviewerView>>> Handle(Request request, CancellationToken cancel)
    {
        if (await db.RefuseAt(context.Caller, Right.ManageAdmissions, request.FacilityId, cancel) is { Status: not 409 } refused)
            return refused;
        return await choice.At(request.FacilityId).OrderBy(account => account.DisplayName).Take(Most)
            .Select(account => new ReviewerView(account.Id, account.DisplayName)).ToListAsync(cancel);
    }

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/facilities/{id:guid}/reviewers", (Guid id, HttpUseCases http, CancellationToken cancel) => http.Answer(new Request(id), cancel))
        .For<ListReviewers>("Lists who may review at a facility", "At most 500: managers of the house, officers, mentors.");
}
