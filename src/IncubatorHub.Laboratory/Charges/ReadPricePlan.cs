namespace IncubatorHub.Laboratory.Charges;

/// <summary>Reads one price plan.</summary>
[UseCase(Right.ReadBookings)]
internal sealed class ReadPricePlan(HubDbContext db) : IUseCase<ReadPricePlan.Request, PricePlanView>
{
    public sealed record Request(Guid Id) : IRequest<PricePlanView>;

    public async Task<Outcome<PricePlanView>> Handle(Request request, CancellationToken cancel) =>
        await db.PricePlans.Where(plan => plan.Id == request.Id).Select(PricePlanView.Of).SingleOrDefaultAsync(cancel) is { } found
            ? found
            : CommonProblems.NotFound("price plan", request.Id);

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/price-plans/{id:guid}", (Guid id, HttpUseCases http, CancellationToken cancel) => http.Answer(new Request(id), cancel))
        .For<ReadPricePlan>("Reads a price plan");
}
