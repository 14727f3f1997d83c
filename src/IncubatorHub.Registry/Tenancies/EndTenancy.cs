using System.ComponentModel.DataAnnotations;

namespace IncubatorHub.Registry.Tenancies;

/// <summary>The company leaves; how it left counts in the programme's figures.</summary>
[UseCase(Right.EditTenancy, Writes = true)]
internal sealed class EndTenancy(HubDbContext db, CallerContext context) : IUseCase<EndTenancy.Request, TenancyView>
{
    public sealed record Exit
    {
        /// <summary>Last day, included; not before the first.</summary>
        public required DateOnly EndsOn { get; init; }

        [EnumDataType(typeof(ExitKind))]
        public required ExitKind ExitKind { get; init; }

        [StringLength(1000)]
        public string Reason { get; init; } = "";
    }

    public sealed record Request(Guid Id, Guid? SeenVersion, Exit Fields) : IRequest<TenancyView>, IEdit;

    public async Task<Outcome<TenancyView>> Handle(Request request, CancellationToken cancel)
    {
        if (await db.Tenancies.SingleOrDefaultAsync(tenancy => tenancy.Id == request.Id, cancel) is not { } tenancy)
            return CommonProblems.NotFound("tenancy", request.Id);
        if (!context.Caller.MayAtFacility(Right.EditTenancy, tenancy.FacilityId))
            return CommonProblems.Forbidden(Right.EditTenancy);
        if (tenancy.State is not TenancyState.Current)
            return TenancyProblems.WrongState(tenancy.State, TenancyState.Current);
        if (tenancy.RefuseUnlessSeen(request.SeenVersion) is { } stale)
            return stale;
        if (request.Fields.EndsOn < tenancy.StartsOn)
            return CommonProblems.Invalid("fields.endsOn", "Not before the first day.");
        (tenancy.State, tenancy.EndsOn) = (TenancyState.Ended, request.Fields.EndsOn);
        (tenancy.ExitKind, tenancy.Reason) = (request.Fields.ExitKind, request.Fields.Reason);
        await db.SaveChangesAsync(cancel);
        return await db.Tenancies.Where(row => row.Id == tenancy.Id).Select(TenancyView.Of(db)).SingleAsync(cancel);
    }

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost("/tenancies/{id:guid}/end", (Guid id, Exit exit, IfMatch ifMatch, HttpUseCases http, CancellationToken cancel) =>
            http.Answer(new Request(id, ifMatch.Version, exit), cancel))
        .For<EndTenancy>("Ends a tenancy", "Refusals: tenancy.wrong-state (409).");
}
