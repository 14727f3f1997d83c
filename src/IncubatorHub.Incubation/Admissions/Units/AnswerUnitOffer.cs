namespace IncubatorHub.Incubation.Admissions.Units;

/// <summary>Notes an applicant's answer that came by telephone or letter, or takes the offer back.</summary>
[UseCase(Right.ManageAdmissions, Writes = true)]
internal sealed class AnswerUnitOffer(HubDbContext db, CallerContext context, OfferDesk desk, ApplicationReach reach) : IUseCase<AnswerUnitOffer.Request, UnitOfferView>
{
    /// <summary>What is said of it.</summary>
    public enum Word
    {
        Accept,
        Decline,
        Withdraw,
    }

    public sealed record Answer
    {
        public required Word Word { get; init; }
    }

    public sealed record Request(Guid Id, Guid? SeenVersion, Answer Said) : IRequest<UnitOfferView>, IEdit;

    public async Task<Outcome<UnitOfferView>> Handle(Request request, CancellationToken cancel)
    {
        if (await db.UnitOffers.AsNoTracking().Where(one => one.Id == request.Id).Select(one => (Guid?)one.FacilityId).SingleOrDefaultAsync(cancel) is not { } facilityId)
            return CommonProblems.NotFound("unit offer", request.Id);
        if (!context.Caller.MayAtFacility(Right.ManageAdmissions, facilityId))
            return CommonProblems.Forbidden(Right.ManageAdmissions);
        var taken = await desk.Take(request.Id, cancel);
        if (!taken.IsAnswer)
            return taken.Problem;
        var (offer, application) = taken.Answer;
        if (offer.RefuseUnlessSeen(request.SeenVersion) is { } stale)
            return stale;
        switch (request.Said.Word)
        {
            case Word.Accept when await desk.Accept(offer, application, await reach.Self(cancel), cancel) is { } refused:
                return refused;
            case Word.Accept:
                break;
            default:
                await desk.End(offer, application, request.Said.Word is Word.Decline ? UnitOfferState.Declined : UnitOfferState.Withdrawn, tellsApplicant: request.Said.Word is Word.Withdraw, cancel);
                break;
        }

        await db.SaveChangesAsync(cancel);
        var code = await db.Set<Registry.Facilities.Unit>().Where(unit => unit.Id == offer.UnitId).Select(unit => unit.Code).SingleOrDefaultAsync(cancel);
        return UnitOfferView.From(offer, code);
    }

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost("/unit-offers/{id:guid}/answer", (Guid id, Answer said, IfMatch ifMatch, HttpUseCases http, CancellationToken cancel) =>
            http.Answer(new Request(id, ifMatch.Version, said), cancel))
        .For<AnswerUnitOffer>("Notes the answer to an offer, or takes it back", "Refusals (409): unit-offer.over, tenancy.unit-taken, application.no-company.");
}
