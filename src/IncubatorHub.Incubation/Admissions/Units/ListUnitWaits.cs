using IncubatorHub.Registry.Facilities;

namespace IncubatorHub.Incubation.Admissions.Units;

/// <summary>Who waits for a unit, with the name and the open offer.</summary>
/// <param name="Place">Its place in the order; gaps mean nothing.</param>
/// <param name="OfferId">Open; null: none.</param>
/// <param name="OfferExpiresAt">Of it.</param>
public sealed record UnitWaitView(
    Guid Id, Guid Version, Guid FacilityId, Guid ApplicationId, string Reference, string CompanyNameEn, string CompanyNameJa, RoomType RoomType, int Place, UnitWaitState State,
    DateTimeOffset Since, Guid? OfferId, DateTimeOffset? OfferExpiresAt) : IVersioned;

/// <summary>Lists who waits for a unit, in order.</summary>
[UseCase(Right.ReadAdmissions)]
internal sealed class ListUnitWaits(HubDbContext db) : IUseCase<ListUnitWaits.Request, Page<UnitWaitView>>
{
    /// <param name="FacilityId">Only at this facility.</param>
    /// <param name="RoomType">Only for such rooms.</param>
    /// <param name="Past">true: only those who wait no more; false (default): only the others.</param>
    public sealed record Request(
        Guid? FacilityId = null, Choice<RoomType>? RoomType = null, bool Past = false, string? Sort = null, int? Limit = null, string? Cursor = null, int? Offset = null)
        : IRequest<Page<UnitWaitView>>, IPaged;

    private static readonly SortKeys<NamedWait> Keys = new SortKeys<NamedWait>(row => row.Wait.Id)
        .By("place", row => row.Wait.Place)
        .By("since", row => row.Wait.CreatedAt);

    public Task<Outcome<Page<UnitWaitView>>> Handle(Request request, CancellationToken cancel)
    {
        var waits = db.UnitWaits.Where(wait => (wait.State != UnitWaitState.Waiting) == request.Past);
        if (request.FacilityId is { } facility)
            waits = waits.Where(wait => wait.FacilityId == facility);
        if (request.RoomType is { Value: var room })
            waits = waits.Where(wait => wait.RoomType == room);
        var offers = db.Set<UnitOffer>();
        var rows = from wait in waits
                   join application in db.Set<Application>() on wait.ApplicationId equals application.Id
                   select new NamedWait { Wait = wait, Application = application };
        return rows.ToPage(request, Keys, row => new UnitWaitView(
            row.Wait.Id, row.Wait.Version, row.Wait.FacilityId, row.Application.Id, row.Application.Reference, row.Application.CompanyNameEn, row.Application.CompanyNameJa, row.Wait.RoomType,
            row.Wait.Place, row.Wait.State, row.Wait.CreatedAt,
            offers.Where(offer => offer.ApplicationId == row.Application.Id && offer.State == UnitOfferState.Open).Select(offer => (Guid?)offer.Id).FirstOrDefault(),
            offers.Where(offer => offer.ApplicationId == row.Application.Id && offer.State == UnitOfferState.Open).Select(offer => (DateTimeOffset?)offer.ExpiresAt).FirstOrDefault()), cancel);
    }

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/unit-waits", ([AsParameters] Request request, HttpUseCases http, CancellationToken cancel) => http.Answer(request, cancel))
        .For<ListUnitWaits>("Lists who waits for a unit");

    private sealed class NamedWait
    {
        public required UnitWait Wait { get; init; }

        public required Application Application { get; init; }
    }
}
