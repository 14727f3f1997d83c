using System.ComponentModel.DataAnnotations;
using IncubatorHub.Registry.Tenancies;

namespace IncubatorHub.Incubation.Mentoring;

/// <summary>How much mentoring a company may ask for in a month, as the API and the console show it.</summary>
/// <param name="CompanyId">Null: every company of the house that has no measure of its own.</param>
/// <param name="MinutesPerMonth">Null: as much as it likes.</param>
public sealed record AllowanceView(Guid Id, Guid FacilityId, Guid? CompanyId, int? MinutesPerMonth);

/// <summary>Says how much mentoring the companies of a house, or one of them, may ask for in a month. The last word counts.</summary>
[UseCase(Right.ManageMentoring, Writes = true)]
internal sealed class SetAllowance(HubDbContext db, CallerContext context) : IUseCase<SetAllowance.Request, AllowanceView>
{
    public sealed record Request : IRequest<AllowanceView>
    {
        public required Guid FacilityId { get; init; }

        /// <summary>Left out: every company of the house that has no measure of its own.</summary>
        public Guid? CompanyId { get; init; }

        /// <summary>0 to 14,400; left out: as much as it likes.</summary>
        [Range(0, 14_400)]
        public int? MinutesPerMonth { get; init; }
    }

    public async Task<Outcome<AllowanceView>> Handle(Request request, CancellationToken cancel)
    {
        if (!await db.Set<Registry.Facilities.Facility>().AnyAsync(facility => facility.Id == request.FacilityId, cancel))
            return CommonProblems.NotFound("facility", request.FacilityId);
        if (!context.Caller.MayAtFacility(Right.ManageMentoring, request.FacilityId))
            return CommonProblems.Forbidden(Right.ManageMentoring);
        if (request.CompanyId is { } companyId && !await db.Set<Company>().AnyAsync(company => company.Id == companyId, cancel))
            return CommonProblems.NotFound("company", companyId);
        await db.TakeTurn("mentoring allowances", request.FacilityId, cancel);
        var row = await db.MentoringAllowances.SingleOrDefaultAsync(one => one.FacilityId == request.FacilityId && one.CompanyId == request.CompanyId, cancel);
        if (row is null)
            db.Add(row = new MentoringAllowance { FacilityId = request.FacilityId, CompanyId = request.CompanyId });
        row.MinutesPerMonth = request.MinutesPerMonth;
        return new AllowanceView(row.Id, row.FacilityId, row.CompanyId, row.MinutesPerMonth);
    }

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPut("/mentoring-allowances", (Request request, HttpUseCases http, CancellationToken cancel) => http.Answer(request, cancel))
        .For<SetAllowance>("Says how much mentoring a company may ask for");
}
