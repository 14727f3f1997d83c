using System.ComponentModel.DataAnnotations;

namespace IncubatorHub.Registry.Tenancies;

/// <summary>Changes the dates of a tenancy that has not ended. The start of a current one is history and stays.</summary>
[UseCase(Right.EditTenancy, Writes = true)]
internal sealed class EditTenancy(HubDbContext db, CallerContext context) : IUseCase<EditTenancy.Request, TenancyView>
{
    public sealed record Dates : IValidatableObject
    {
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

    public sealed record Request(Guid Id, Guid? SeenVersion, Dates Fields) : IRequest<TenancyView>, IEdit;

    public async Task<Outcome<TenancyView>> Handle(Request request, CancellationToken cancel)
    {
        if (await db.Tenancies.SingleOrDefaultAsync(tenancy => tenancy.Id == request.Id, cancel) is not { } tenancy)
            return CommonProblems.NotFound("tenancy", request.Id);
        if (!context.Caller.MayAtFacility(Right.EditTenancy, tenancy.FacilityId))
            return CommonProblems.Forbidden(Right.EditTenancy);
        if (!tenancy.IsLive)
            return TenancyProblems.WrongState(tenancy.State, TenancyState.Planned, TenancyState.Current);
        if (tenancy.RefuseUnlessSeen(request.SeenVersion) is { } stale)
            return stale;
        if (tenancy.State is TenancyState.Current && request.Fields.StartsOn != tenancy.StartsOn)
            return CommonProblems.Invalid("fields.startsOn", "The tenancy has begun; its start stays.");
        (tenancy.StartsOn, tenancy.PlannedEndOn) = (request.Fields.StartsOn, request.Fields.PlannedEndOn);
        if (await db.RefuseDays(tenancy, cancel) is { } taken)
            return taken;
        await db.SaveChangesAsync(cancel);
        return await db.Tenancies.Where(row => row.Id == tenancy.Id).Select(TenancyView.Of(db)).SingleAsync(cancel);
    }

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPut("/tenancies/{id:guid}", (Guid id, Dates dates, IfMatch ifMatch, HttpUseCases http, CancellationToken cancel) =>
            http.Answer(new Request(id, ifMatch.Version, dates), cancel))
        .For<EditTenancy>("Edits the dates of a tenancy", "Refusals: tenancy.unit-taken, tenancy.wrong-state (409).");
}
