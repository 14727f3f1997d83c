using System.ComponentModel.DataAnnotations;

namespace IncubatorHub.Registry.Tenancies;

/// <summary>A planned tenancy never begins; its unit is free again.</summary>
[UseCase(Right.EditTenancy, Writes = true)]
internal sealed class CancelTenancy(HubDbContext db, CallerContext context) : IUseCase<CancelTenancy.Request, TenancyView>
{
    public sealed record Why
    {
        [Required, StringLength(1000, MinimumLength = 1)]
        public required string Reason { get; init; }
    }

    public sealed record Request(Guid Id, Guid? SeenVersion, Why Fields) : IRequest<TenancyView>, IEdit;

    public async Task<Outcome<TenancyView>> Handle(Request request, CancellationToken cancel)
    {
        if (await db.Tenancies.SingleOrDefaultAsync(tenancy => tenancy.Id == request.Id, cancel) is not { } tenancy)
            return CommonProblems.NotFound("tenancy", request.Id);
        if (!context.Caller.MayAtFacility(Right.EditTenancy, tenancy.FacilityId))
            return CommonProblems.Forbidden(Right.EditTenancy);
        if (tenancy.State is not TenancyState.Planned)
            return TenancyProblems.WrongState(tenancy.State, TenancyState.Planned);
        if (tenancy.RefuseUnlessSeen(request.SeenVersion) is { } stale)
            return stale;
        (tenancy.State, tenancy.Reason) = (TenancyState.Cancelled, request.Fields.Reason);
        await db.SaveChangesAsync(cancel);
        return await db.Tenancies.Where(row => row.Id == tenancy.Id).Select(TenancyView.Of(db)).SingleAsync(cancel);
    }

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost("/tenancies/{id:guid}/cancel", (Guid id, Why why, IfMatch ifMatch, HttpUseCases http, CancellationToken cancel) =>
            http.Answer(new Request(id, ifMatch.Version, why), cancel))
        .For<CancelTenancy>("Cancels a planned tenancy", "Refusals: tenancy.wrong-state (409).");
}
