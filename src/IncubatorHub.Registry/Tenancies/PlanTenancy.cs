using System.ComponentModel.DataAnnotations;
using IncubatorHub.Registry.Facilities;

namespace IncubatorHub.Registry.Tenancies;

/// <summary>Promises a unit to a company. A tenancy that starts today or earlier by the facility's date is current at once.</summary>
[UseCase(Right.EditTenancy, Writes = true)]
internal sealed class PlanTenancy(HubDbContext db, CallerContext context, TimeProvider time) : IUseCase<PlanTenancy.Request, TenancyView>
{
    public sealed record Request : IRequest<TenancyView>, IValidatableObject
    {
        public required Guid CompanyId { get; init; }

        public required Guid UnitId { get; init; }

        /// <summary>First day.</summary>
        public required DateOnly StartsOn { get; init; }

        /// <summary>Last day as agreed, included; null when open.</summary>
        public DateOnly? PlannedEndOn { get; init; }

        public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
        {
            if (PlannedEndOn < StartsOn)
                yield return new ValidationResult("Not before startsOn.", [nameof(PlannedEndOn)]);
        }
    }

    public async Task<Outcome<TenancyView>> Handle(Request request, CancellationToken cancel)
    {
        if (await db.Units.AsNoTracking().SingleOrDefaultAsync(unit => unit.Id == request.UnitId, cancel) is not { } unit)
            return CommonProblems.NotFound("unit", request.UnitId);
        if (await db.RefuseAt(context.Caller, Right.EditTenancy, unit.FacilityId, cancel) is { } refused)
            return refused;
        if (await db.Companies.AsNoTracking().SingleOrDefaultAsync(company => company.Id == request.CompanyId, cancel) is not { } company)
            return CommonProblems.NotFound("company", request.CompanyId);
        var planned = await db.Promise(unit, company, request.StartsOn, request.PlannedEndOn, time.GetUtcNow(), cancel);
        if (!planned.IsAnswer)
            return planned.Problem;
        var tenancy = planned.Answer;
        return await db.Tenancies.Where(row => row.Id == tenancy.Id).Select(TenancyView.Of(db)).SingleAsync(cancel);
    }

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost("/tenancies", (Request request, HttpUseCases http, CancellationToken cancel) =>
            http.Create(request, tenancy => $"/api/v1/tenancies/{tenancy.Id}", cancel))
        .For<PlanTenancy>("Plans a tenancy",
            "Refusals: tenancy.unit-taken with takenFrom and takenUntil, tenancy.unit-occupied, tenancy.unit-not-lettable, tenancy.same-start, retired (409).");
}
