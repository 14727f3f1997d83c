namespace IncubatorHub.Incubation.Admissions;

/// <summary>How many applications stand where.</summary>
/// <param name="Counts">By state, each state once.</param>
public sealed record ApplicationCounts(IReadOnlyDictionary<ApplicationState, int> Counts);

/// <summary>Counts the applications to the caller's facilities by state.</summary>
[UseCase(Right.ReadAdmissions)]
internal sealed class CountApplications(HubDbContext db) : IUseCase<CountApplications.Request, ApplicationCounts>
{
    /// <param name="FacilityId">Only to this facility.</param>
    /// <param name="CallId">Only to this call.</param>
    public sealed record Request(Guid? FacilityId = null, Guid? CallId = null) : IRequest<ApplicationCounts>;

    public async Task<Outcome<ApplicationCounts>> Handle(Request request, CancellationToken cancel)
    {
        var found = await db.Applications.Where(row => (request.FacilityId == null || row.FacilityId == request.FacilityId) && (request.CallId == null || row.CallId == request.CallId))
            .GroupBy(row => row.State).Select(group => new { group.Key, Count = group.Count() }).ToDictionaryAsync(one => one.Key, one => one.Count, cancel);
        return new ApplicationCounts(Enum.GetValues<ApplicationState>().ToDictionary(state => state, found.GetValueOrDefault));
    }

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/application-counts", ([AsParameters] Request request, HttpUseCases http, CancellationToken cancel) => http.Answer(request, cancel))
        .For<CountApplications>("Counts applications by state");
}
