namespace IncubatorHub.Incubation.Mentoring;

/// <summary>Changes an offer. Sessions that were asked for keep what they were given.</summary>
[UseCase(Right.ManageMentoring, Writes = true)]
internal sealed class EditOffer(HubDbContext db, CallerContext context) : IUseCase<EditOffer.Request, OfferView>
{
    public sealed record Request(Guid Id, Guid? SeenVersion, OfferFields Fields) : IRequest<OfferView>, IEdit;

    public async Task<Outcome<OfferView>> Handle(Request request, CancellationToken cancel)
    {
        if (await OfferGate.InSight(db, context.Caller).SingleOrDefaultAsync(offer => offer.Id == request.Id, cancel) is not { } offer)
            return MentoringProblems.OfferNotFound(request.Id);
        if (OfferGate.RefuseEdit(context.Caller, offer.FacilityId) is { } forbidden)
            return forbidden;
        if (offer.RetiredAt is not null)
            return CommonProblems.Retired("mentoring offer");
        if (offer.RefuseUnlessSeen(request.SeenVersion) is { } stale)
            return stale;
        if (await request.Fields.Refuse(db, cancel) is { } wrong)
            return wrong;
        await request.Fields.ApplyTo(db, offer, cancel);
        await db.SaveChangesAsync(cancel);
        return await OfferView.Read(db, offer, cancel);
    }

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPut("/mentoring-offers/{id:guid}", (Guid id, OfferFields fields, IfMatch ifMatch, HttpUseCases http, CancellationToken cancel) =>
            http.Answer(new Request(id, ifMatch.Version, fields), cancel))
        .For<EditOffer>("Edits a mentoring offer");
}
