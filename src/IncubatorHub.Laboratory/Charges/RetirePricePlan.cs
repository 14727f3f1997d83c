namespace IncubatorHub.Laboratory.Charges;

/// <summary>Withdraws a price plan: what is booked from now on is charged by the one before it; what was reserved with it keeps it.</summary>
[UseCase(Right.EditCharges, Writes = true)]
internal sealed class RetirePricePlan(HubDbContext db, CallerContext context, TimeProvider time) : IUseCase<RetirePricePlan.Request, Done>
{
    public sealed record Request(Guid Id, Guid? SeenVersion) : IRequest<Done>, IEdit;

    public async Task<Outcome<Done>> Handle(Request request, CancellationToken cancel)
    {
        // A tenant of the house sees the plan and has no say in it.
        if (await db.PricePlans.SingleOrDefaultAsync(plan => plan.Id == request.Id, cancel) is not { } plan)
            return CommonProblems.NotFound("price plan", request.Id);
        if (!context.Caller.MayAtFacility(Right.EditCharges, plan.FacilityId))
            return CommonProblems.Forbidden(Right.EditCharges);
        if (plan.RefuseUnlessSeen(request.SeenVersion) is { } stale)
            return stale;
        plan.Retire(time.GetUtcNow());
        return Done.It;
    }

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost("/price-plans/{id:guid}/retire", (Guid id, IfMatch ifMatch, HttpUseCases http, CancellationToken cancel) =>
            http.Do(new Request(id, ifMatch.Version), cancel))
        .For<RetirePricePlan>("Withdraws a price plan");
}
