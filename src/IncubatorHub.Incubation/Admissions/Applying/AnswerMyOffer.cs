using IncubatorHub.Incubation.Admissions.Units;

namespace IncubatorHub.Incubation.Admissions.Applying;

/// <summary>An applicant says yes or no to a unit, by the link.</summary>
[UseCase(Right.Public, Writes = true)]
internal sealed class AnswerMyOffer(HubDbContext db, LinkedApplication linked, OfferDesk desk) : IUseCase<AnswerMyOffer.Request, Done>
{
    /// <param name="Secret">Of the link.</param>
    /// <param name="IsYes">false: no.</param>
    public sealed record Request(string Secret, bool IsYes) : IRequest<Done>;

    public async Task<Outcome<Done>> Handle(Request request, CancellationToken cancel)
    {
        var found = await linked.Find(request.Secret, cancel);
        if (!found.IsAnswer)
            return found.Problem;
        var id = found.Answer.Application.Id;
        if (await db.UnitOffers.Where(one => one.ApplicationId == id && one.State == UnitOfferState.Open).Select(one => (Guid?)one.Id).SingleOrDefaultAsync(cancel) is not { } offerId)
            return AdmissionProblems.OfferOver;
        var taken = await desk.Take(offerId, cancel);
        if (!taken.IsAnswer)
            return taken.Problem;
        var (offer, application) = taken.Answer;
        if (request.IsYes)
            return await desk.Accept(offer, application, byId: null, cancel) is { } refused ? refused : Done.It;
        await desk.End(offer, application, UnitOfferState.Declined, tellsApplicant: false, cancel);
        return Done.It;
    }
}
