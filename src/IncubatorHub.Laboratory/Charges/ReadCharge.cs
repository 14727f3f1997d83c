namespace IncubatorHub.Laboratory.Charges;

/// <summary>Reads what one booking costs, line by line.</summary>
[UseCase(Right.ReadCharges)]
internal sealed class ReadCharge(HubDbContext db) : IUseCase<ReadCharge.Request, ChargeView>
{
    public sealed record Request(Guid Id) : IRequest<ChargeView>;

    public async Task<Outcome<ChargeView>> Handle(Request request, CancellationToken cancel) =>
        await db.Charges.Where(charge => charge.Id == request.Id).Select(ChargeView.Of(db)).SingleOrDefaultAsync(cancel) is { } found
            ? found
            : CommonProblems.NotFound("charge", request.Id);

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/charges/{id:guid}", (Guid id, HttpUseCases http, CancellationToken cancel) => http.Answer(new Request(id), cancel))
        .For<ReadCharge>("Reads a charge");
}
