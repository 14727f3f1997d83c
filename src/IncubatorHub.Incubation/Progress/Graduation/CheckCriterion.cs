using System.ComponentModel.DataAnnotations;
using IncubatorHub.Registry.Facilities;
using IncubatorHub.Registry.Tenancies;

namespace IncubatorHub.Incubation.Progress.Graduation;

/// <summary>Reads how a company stands against the criteria of graduation.</summary>
[UseCase(Right.ReadProgress)]
internal sealed class ReadGraduation(HubDbContext db, GraduationDesk desk) : IUseCase<ReadGraduation.Request, GraduationView>
{
    /// <param name="CompanyId">Which.</param>
    /// <param name="FacilityId">Where; left out: where it is now, or was last.</param>
    public sealed record Request(Guid CompanyId, Guid? FacilityId = null) : IRequest<GraduationView>;

    public async Task<Outcome<GraduationView>> Handle(Request request, CancellationToken cancel)
    {
        if (await db.Set<Company>().AsNoTracking().SingleOrDefaultAsync(one => one.Id == request.CompanyId, cancel) is not { } company)
            return CommonProblems.NotFound("company", request.CompanyId);
        var facilityId = request.FacilityId ?? await db.Set<Tenancy>().Where(one => one.CompanyId == company.Id && one.State != TenancyState.Cancelled)
            .OrderBy(one => one.State == TenancyState.Current ? 0 : 1).ThenByDescending(one => one.StartsOn).Select(one => (Guid?)one.FacilityId).FirstOrDefaultAsync(cancel);
        return facilityId is { } house && await db.Set<Facility>().AnyAsync(one => one.Id == house, cancel)
            ? await desk.Judge(company, house, cancel)
            : ProgressProblems.NotThere;
    }

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/companies/{id:guid}/graduation", (Guid id, Guid? facilityId, HttpUseCases http, CancellationToken cancel) => http.Answer(new Request(id, facilityId), cancel))
        .For<ReadGraduation>("Reads how a company stands against the criteria of graduation", "Refusals: progress.not-there (409).");
}

/// <summary>Says with evidence that a criterion is met, sets it aside with a reason, or takes that back.</summary>
[UseCase(Right.ManageProgress, Writes = true)]
internal sealed class CheckCriterion(HubDbContext db, CallerContext context, GraduationDesk desk, TimeProvider time) : IUseCase<CheckCriterion.Request, GraduationView>
{
    public sealed record Request : IRequest<GraduationView>, IValidatableObject
    {
        public required Guid CompanyId { get; init; }

        public required Guid CriterionId { get; init; }

        [EnumDataType(typeof(CheckResult))]
        public required CheckResult Result { get; init; }

        /// <summary>What shows it; or why it is set aside. Needed for both.</summary>
        [StringLength(1_000)]
        public string Evidence { get; init; } = "";

        /// <summary>http or https.</summary>
        [StringLength(500)]
        public string Link { get; init; } = "";

        public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
        {
            if (Result is not CheckResult.Open && Evidence.Trim().Length == 0)
                yield return new ValidationResult("Say what shows it, or why it is set aside.", [nameof(Evidence)]);
            if (Link.Length > 0 && !(Uri.TryCreate(Link, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https"))
                yield return new ValidationResult("An address that begins with http:// or https://.", [nameof(Link)]);
        }
    }

    public async Task<Outcome<GraduationView>> Handle(Request request, CancellationToken cancel)
    {
        if (await db.GraduationCriteria.AsNoTracking().SingleOrDefaultAsync(one => one.Id == request.CriterionId, cancel) is not { } criterion)
            return CommonProblems.NotFound("graduation criterion", request.CriterionId);
        var found = await db.CompanyAt(context.Caller, Right.ManageProgress, request.CompanyId, criterion.FacilityId, time.GetUtcNow(), cancel);
        if (!found.IsAnswer)
            return found.Problem;
        if (criterion.RetiredAt is not null)
            return CommonProblems.Retired("graduation criterion");
        await db.TakeTurn("graduation checks", request.CompanyId, cancel);
        var check = await db.GraduationChecks.SingleOrDefaultAsync(one => one.CompanyId == request.CompanyId && one.CriterionId == request.CriterionId, cancel);
        if (check is null)
            db.Add(check = new GraduationCheck { CompanyId = request.CompanyId, FacilityId = criterion.FacilityId, CriterionId = criterion.Id });
        (check.Result, check.Evidence, check.Link) = (request.Result, request.Evidence.Trim(), request.Link);
        (check.ByName, check.At) = (context.Caller.Name, time.GetUtcNow());
        await db.SaveChangesAsync(cancel);
        return await desk.Judge(found.Answer.Company, criterion.FacilityId, cancel);
    }

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPut("/graduation-checks", (Request request, HttpUseCases http, CancellationToken cancel) => http.Answer(request, cancel))
        .For<CheckCriterion>("Says what was found of a criterion", "Refusals: progress.not-there, retired (409).");
}
