namespace IncubatorHub.Incubation.Mentoring;

/// <summary>Lists the programme's offers and those of the caller's houses.</summary>
[UseCase(Right.ReadMentors)]
internal sealed class ListOffers(HubDbContext db, CallerContext context) : IUseCase<ListOffers.Request, Page<OfferView>>
{
    /// <param name="FacilityId">Only what may be asked for there: its own and the programme's.</param>
    /// <param name="Retired">true: only those that are over; false (default): only the others.</param>
    public sealed record Request(
        Guid? FacilityId = null, bool Retired = false, string? Sort = null, int? Limit = null, string? Cursor = null, int? Offset = null) : IRequest<Page<OfferView>>, IPaged;

    private static readonly SortKeys<MentoringOffer> Keys = new SortKeys<MentoringOffer>(offer => offer.Id)
        .By("nameEn", offer => offer.NameEn)
        .By("nameJa", offer => offer.NameJa);

    public async Task<Outcome<Page<OfferView>>> Handle(Request request, CancellationToken cancel)
    {
        var offers = OfferGate.InSight(db, context.Caller).Where(offer => (offer.RetiredAt != null) == request.Retired);
        if (request.FacilityId is { } house)
            offers = offers.Where(offer => offer.FacilityId == null || offer.FacilityId == house);
        var page = await offers.ToPage(request, Keys, offer => offer, cancel);
        if (!page.IsAnswer)
            return page.Problem;
        var ids = page.Answer.Items.Select(offer => offer.Id).ToList();
        var hosts = (await db.Set<OfferHost>().Where(host => ids.Contains(host.OfferId)).ToListAsync(cancel)).ToLookup(host => host.OfferId);
        return new Page<OfferView>([.. page.Answer.Items.Select(offer => OfferView.From(offer, hosts[offer.Id]))], page.Answer.NextCursor, page.Answer.Total);
    }

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/mentoring-offers", ([AsParameters] Request request, HttpUseCases http, CancellationToken cancel) => http.Answer(request, cancel))
        .For<ListOffers>("Lists mentoring offers");
}
