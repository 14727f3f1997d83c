namespace IncubatorHub.Laboratory.Access;

/// <summary>Reads one card.</summary>
[UseCase(Right.ReadDoor)]
internal sealed class ReadCard(HubDbContext db) : IUseCase<ReadCard.Request, CardView>
{
    public sealed record Request(Guid Id) : IRequest<CardView>;

    public async Task<Outcome<CardView>> Handle(Request request, CancellationToken cancel) =>
        await db.AccessCards.Where(card => card.Id == request.Id).Select(CardView.Of(db)).SingleOrDefaultAsync(cancel) is { } found
            ? found
            : CommonProblems.NotFound("access card", request.Id);

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/access-cards/{id:guid}", (Guid id, HttpUseCases http, CancellationToken cancel) => http.Answer(new Request(id), cancel))
        .For<ReadCard>("Reads an access card");
}
