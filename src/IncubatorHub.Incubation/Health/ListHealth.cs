using IncubatorHub.Registry.Facilities;
using IncubatorHub.Registry.Tenancies;

namespace IncubatorHub.Incubation.Health;

/// <summary>The companies that are in a facility now and how they fare, those that want help first: whom to help on Monday.</summary>
[UseCase(Right.ReadProgress)]
internal sealed class ListHealth(HubDbContext db, CallerContext context, HealthFactsLoader facts) : IUseCase<ListHealth.Request, IReadOnlyList<HealthView>>
{
    public sealed record Request(Guid FacilityId) : IRequest<IReadOnlyList<HealthView>>;

    public async Task<Outcome<IReadOnlyList<HealthView>>> Handle(Request request, CancellationToken cancel)
    {
        if (await db.Set<Facility>().AsNoTracking().SingleOrDefaultAsync(one => one.Id == request.FacilityId, cancel) is not { } house)
            return CommonProblems.NotFound("facility", request.FacilityId);
        if (!context.Caller.MayAtFacility(Right.ReadProgress, house.Id))
            return CommonProblems.Forbidden(Right.ReadProgress);
        var companies = await db.Set<Company>().AsNoTracking().Where(company => db.Set<Tenancy>().Any(tenancy => tenancy.CompanyId == company.Id && tenancy.FacilityId == house.Id
            && tenancy.State == TenancyState.Current)).OrderBy(company => company.Code).ToListAsync(cancel);
        var judged = await facts.Judge(house, companies, cancel);
        return Outcome<IReadOnlyList<HealthView>>.Of([.. judged.OrderByDescending(one => one.Level).ThenByDescending(one => one.Reasons.Count(reason => reason.Weight is Rules.HealthWeight.Grave))
            .ThenByDescending(one => one.Reasons.Count)]);
    }

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/facilities/{id:guid}/health", (Guid id, HttpUseCases http, CancellationToken cancel) => http.Answer(new Request(id), cancel))
        .For<ListHealth>("Lists how the companies of a facility fare, those that want help first");
}

/// <summary>How one company fares, with the reasons; the company sees its own.</summary>
[UseCase(Right.ReadProgress)]
internal sealed class ReadHealth(HubDbContext db, HealthFactsLoader facts) : IUseCase<ReadHealth.Request, IReadOnlyList<HealthView>>
{
    public sealed record Request(Guid CompanyId) : IRequest<IReadOnlyList<HealthView>>;

    public async Task<Outcome<IReadOnlyList<HealthView>>> Handle(Request request, CancellationToken cancel)
    {
        if (await db.Set<Company>().AsNoTracking().SingleOrDefaultAsync(one => one.Id == request.CompanyId, cancel) is not { } company)
            return CommonProblems.NotFound("company", request.CompanyId);
        var houses = await db.Set<Facility>().AsNoTracking().Where(house => db.Set<Tenancy>().Any(tenancy => tenancy.CompanyId == company.Id && tenancy.FacilityId == house.Id
            && tenancy.State == TenancyState.Current)).OrderBy(house => house.Code).ToListAsync(cancel);
        var all = new List<HealthView>();
        foreach (var house in houses)
            all.AddRange(await facts.Judge(house, [company], cancel));
        return all;
    }

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/companies/{id:guid}/health", (Guid id, HttpUseCases http, CancellationToken cancel) => http.Answer(new Request(id), cancel))
        .For<ReadHealth>("Reads how a company fares at each facility where it is");
}
