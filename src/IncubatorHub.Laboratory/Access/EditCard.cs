namespace IncubatorHub.Laboratory.Access;

/// <summary>Changes whose card it is, how long it counts, or says that it was lost, stolen, damaged or disabled. Its number never changes.</summary>
[UseCase(Right.EditDoor, Writes = true)]
internal sealed class EditCard(HubDbContext db, CallerContext context) : IUseCase<EditCard.Request, CardView>
{
    public sealed record Request(Guid Id, Guid? SeenVersion, CardFields Fields) : IRequest<CardView>, IEdit;

    public async Task<Outcome<CardView>> Handle(Request request, CancellationToken cancel)
    {
        if (await db.AccessCards.SingleOrDefaultAsync(one => one.Id == request.Id, cancel) is not { } card)
            return CommonProblems.NotFound("access card", request.Id);
        if (!context.Caller.MayAtFacility(Right.EditDoor, card.FacilityId))
            return CommonProblems.Forbidden(Right.EditDoor);
        if (card.RefuseUnlessSeen(request.SeenVersion) is { } stale)
            return stale;
        if (await request.Fields.Refuse(db, card, cancel) is { } wrong)
            return wrong;
        request.Fields.ApplyTo(card);
        await db.SaveChangesAsync(cancel);
        return await db.AccessCards.Where(row => row.Id == card.Id).Select(CardView.Of(db)).SingleAsync(cancel);
    }

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPut("/access-cards/{id:guid}", (Guid id, CardFields fields, IfMatch ifMatch, HttpUseCases http, CancellationToken cancel) =>
            http.Answer(new Request(id, ifMatch.Version, fields), cancel))
        .For<EditCard>("Edits an access card", "Refusals: card.person-elsewhere (409).");
}
