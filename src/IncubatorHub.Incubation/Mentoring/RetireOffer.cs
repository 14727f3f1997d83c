namespace IncubatorHub.Incubation.Mentoring;

/// <summary>Ends an offer; its sessions stay.</summary>
[UseCase(Right.ManageMentoring, Writes = true)]
internal sealed class RetireOffer(HubDbContext db, CallerContext context, TimeProvider time) : IUseCase<RetireOffer.Request, Done>
{
    public sealed record Request(Guid Id, Guid? SeenVersion) : IRequest<Done>, IEdit;

    public async Task<Outcome<Done>> Handle(Request request, CancellationToken cancel)
    {
        if (await OfferGate.InSight(db, context.Caller).SingleOrDefaultAsync(offer => offer.Id == request.Id, cancel) is not { } offer)
            return MentoringProblems.OfferNotFound(request.Id);
        if (OfferGate.RefuseEdit(context.Caller, offer.FacilityId) is { } forbidden)
            return forbidden;
        if (offer.RefuseUnlessSeen(request.SeenVersion) is { } stale)
            return stale;
        offer.Retire(time.GetUtcNow());
        return Done.It;
    }

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost("/mentoring-offers/{id:guid}/retire", (Guid id, IfMatch ifMatch, HttpUseCases http, CancellationToken cancel) =>
            http.Do(new Request(id, ifMatch.Version), cancel))
        .For<RetireOffer>("Retires a mentoring offer");
}
