namespace IncubatorHub.Laboratory.Access;

/// <summary>Lists the cards of the facilities that the caller runs.</summary>
[UseCase(Right.ReadDoor)]
internal sealed class ListCards(HubDbContext db) : IUseCase<ListCards.Request, Page<CardView>>
{
    /// <param name="FacilityId">Only at this facility.</param>
    /// <param name="PersonId">Only of this person.</param>
    /// <param name="CompanyId">Only of this company.</param>
    /// <param name="Status">Only in this status.</param>
    /// <param name="LastFour">Only with these last four characters.</param>
    public sealed record Request(
        Guid? FacilityId = null, Guid? PersonId = null, Guid? CompanyId = null, Choice<CardStatus>? Status = null, string? LastFour = null,
        string? Sort = null, int? Limit = null, string? Cursor = null, int? Offset = null) : IRequest<Page<CardView>>, IPaged;

    private static readonly SortKeys<AccessCard> Keys = new SortKeys<AccessCard>(card => card.Id)
        .By("createdAt", card => card.CreatedAt)
        .By("lastFour", card => card.LastFour)
        .By("validFrom", card => card.ValidFrom);

    public Task<Outcome<Page<CardView>>> Handle(Request request, CancellationToken cancel)
    {
        IQueryable<AccessCard> rows = db.AccessCards;
        if (request.FacilityId is { } facility)
            rows = rows.Where(card => card.FacilityId == facility);
        if (request.PersonId is { } person)
            rows = rows.Where(card => card.PersonId == person);
        if (request.CompanyId is { } company)
            rows = rows.Where(card => card.CompanyId == company);
        if (request.Status is { Value: var status })
            rows = rows.Where(card => card.Status == status);
        if (request.LastFour is { } last)
        {
            var wanted = CardNumbers.Normal(last);
            rows = rows.Where(card => card.LastFour == wanted);
        }

        return rows.ToPage(request, Keys, CardView.Of(db), cancel);
    }

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/access-cards", ([AsParameters] Request request, HttpUseCases http, CancellationToken cancel) => http.Answer(request, cancel))
        .For<ListCards>("Lists access cards");
}
