namespace IncubatorHub.Incubation.Mentoring;

/// <summary>Reads one offer.</summary>
[UseCase(Right.ReadMentors)]
internal sealed class ReadOffer(HubDbContext db, CallerContext context) : IUseCase<ReadOffer.Request, OfferView>
{
    public sealed record Request(Guid Id) : IRequest<OfferView>;

    public async Task<Outcome<OfferView>> Handle(Request request, CancellationToken cancel) =>
        await OfferGate.InSight(db, context.Caller).SingleOrDefaultAsync(offer => offer.Id == request.Id, cancel) is { } offer
            ? await OfferView.Read(db, offer, cancel)
            : MentoringProblems.OfferNotFound(request.Id);

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/mentoring-offers/{id:guid}", (Guid id, HttpUseCases http, CancellationToken cancel) => http.Answer(new Request(id), cancel))
        .For<ReadOffer>("Reads a mentoring offer");
}
