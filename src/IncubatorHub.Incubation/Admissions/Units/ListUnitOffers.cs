using IncubatorHub.Registry.Facilities;

namespace IncubatorHub.Incubation.Admissions.Units;

/// <summary>Lists units on offer, and what came of offers.</summary>
[UseCase(Right.ReadAdmissions)]
internal sealed class ListUnitOffers(HubDbContext db) : IUseCase<ListUnitOffers.Request, Page<UnitOfferView>>
{
    /// <param name="FacilityId">Only at this facility.</param>
    /// <param name="ApplicationId">Only to this applicant.</param>
    /// <param name="State">Only in this state.</param>
    public sealed record Request(
        Guid? FacilityId = null, Guid? ApplicationId = null, Choice<UnitOfferState>? State = null, string? Sort = null, int? Limit = null, string? Cursor = null, int? Offset = null)
        : IRequest<Page<UnitOfferView>>, IPaged;

    private static readonly SortKeys<UnitOffer> Keys = new SortKeys<UnitOffer>(offer => offer.Id).By("createdAt", offer => offer.CreatedAt).By("expiresAt", offer => offer.ExpiresAt);

    public Task<Outcome<Page<UnitOfferView>>> Handle(Request request, CancellationToken cancel)
    {
        var offers = db.UnitOffers.AsQueryable();
        if (request.FacilityId is { } facility)
            offers = offers.Where(offer => offer.FacilityId == facility);
        if (request.ApplicationId is { } application)
            offers = offers.Where(offer => offer.ApplicationId == application);
        if (request.State is { Value: var state })
            offers = offers.Where(offer => offer.State == state);
        var units = db.Set<Unit>();
        return offers.ToPage(request, Keys, row => new UnitOfferView(
            row.Id, row.Version, row.FacilityId, row.ApplicationId, row.UnitId, units.Where(unit => unit.Id == row.UnitId).Select(unit => unit.Code).FirstOrDefault(), row.StartsOn,
            row.PlannedEndOn, row.RentYen, row.DepositYen, row.ExpiresAt, row.State, row.EndedAt, row.TenancyId), cancel);
    }

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/unit-offers", ([AsParameters] Request request, HttpUseCases http, CancellationToken cancel) => http.Answer(request, cancel))
        .For<ListUnitOffers>("Lists units on offer");
}
