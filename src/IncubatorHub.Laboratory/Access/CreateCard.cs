using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using IncubatorHub.Registry.Facilities;

namespace IncubatorHub.Laboratory.Access;

/// <summary>Enters a card that readers of a facility know.</summary>
[UseCase(Right.EditDoor, Writes = true)]
internal sealed class CreateCard(HubDbContext db, CallerContext context, CardNumbers numbers) : IUseCase<CreateCard.Request, CardView>
{
    /// <summary>What is sent.</summary>
    public sealed record Card : CardFields
    {
        public required Guid FacilityId { get; init; }

        /// <summary>As the reader gives it: 8 to 64 printable characters. It is not kept.</summary>
        [Required, RegularExpression("^[!-~]{8,64}$")]
        public required string Number { get; init; }
    }

    /// <param name="Card">Left out where a request is written down: the fingerprint of a repeated create would tell the number to whoever tries them all.</param>
    /// <param name="FacilityId">Of the card.</param>
    /// <param name="LastFour">Of its number, so that the same key for another card is noticed.</param>
    public sealed record Request([property: JsonIgnore] Card Card, Guid FacilityId, string LastFour) : IRequest<CardView>;

    public async Task<Outcome<CardView>> Handle(Request request, CancellationToken cancel)
    {
        var fields = request.Card;
        if (await db.RefuseAt(context.Caller, Right.EditDoor, fields.FacilityId, cancel) is { } refused)
            return refused;
        var card = new AccessCard
        {
            FacilityId = fields.FacilityId,
            NumberHash = await numbers.HashOf(db, fields.FacilityId, fields.Number, cancel),
            LastFour = CardNumbers.LastFour(fields.Number),
        };
        if (await fields.Refuse(db, card, cancel) is { } wrong)
            return wrong;
        fields.ApplyTo(card);
        db.Add(card);
        await db.SaveChangesAsync(cancel);
        return await db.AccessCards.Where(row => row.Id == card.Id).Select(CardView.Of(db)).SingleAsync(cancel);
    }

    /// <summary>The request for a card.</summary>
    public static Request For(Card card) => new(card, card.FacilityId, CardNumbers.LastFour(card.Number));

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost("/access-cards", (Card card, HttpUseCases http, CancellationToken cancel) =>
            http.Create(For(card), made => $"/api/v1/access-cards/{made.Id}", cancel))
        .For<CreateCard>("Creates an access card", "The number is not kept, only a keyed hash and its last four characters. Refusals: card.number-taken, card.person-elsewhere, retired (409).");
}
