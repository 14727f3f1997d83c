using System.ComponentModel.DataAnnotations;
using IncubatorHub.Laboratory.Policies.Rules;
using IncubatorHub.Registry.Tenancies;

namespace IncubatorHub.Incubation.Mentoring;

/// <summary>The next times that may be asked for, with who would come and why they fit.</summary>
[UseCase(Right.BookMentor)]
internal sealed class FindSlots(HubDbContext db, CallerContext context, SessionParties parties, SlotSearch search, HostsInHouse inHouse, TimeProvider time)
    : IUseCase<FindSlots.Request, IReadOnlyList<SessionSlot>>
{
    /// <summary>Times in one answer.</summary>
    public const int MaxSlots = 100;

    /// <summary>In what order times are listed.</summary>
    public enum SlotOrder
    {
        Soonest,

        /// <summary>Whoever fits best first.</summary>
        Best,
    }

    /// <param name="OfferId">Of which offer.</param>
    /// <param name="Wish">What is looked for.</param>
    public sealed record Request(Guid OfferId, SlotQuery Wish) : IRequest<IReadOnlyList<SessionSlot>>;

    /// <param name="LengthMinutes">One of the offer's lengths; left out: its shortest.</param>
    /// <param name="MentorId">Only with this mentor.</param>
    /// <param name="Topics">Codes of topics that count, between commas.</param>
    /// <param name="Language">A language that counts, BCP 47.</param>
    /// <param name="CompanyId">For which company; left out: yours.</param>
    /// <param name="From">Sessions begin from then on; left out: now.</param>
    /// <param name="To">Sessions begin before then; left out: as far as the offer allows.</param>
    /// <param name="Each">Times of each mentor, 1 to 50; left out: 1, or 20 of one mentor.</param>
    /// <param name="Limit">1 to 100; left out: 20.</param>
    /// <param name="Order">soonest (default) or best: whoever fits best first.</param>
    public sealed record SlotQuery(
        [property: Range(MentoringOffer.MinLengthMinutes, MentoringOffer.MaxLengthMinutes)] int? LengthMinutes = null, Guid? MentorId = null,
        [property: StringLength(400)] string? Topics = null, [property: StringLength(40)] string? Language = null, Guid? CompanyId = null, DateTimeOffset? From = null,
        DateTimeOffset? To = null, [property: Range(1, 50)] int? Each = null, [property: Range(1, MaxSlots)] int? Limit = null, Choice<SlotOrder>? Order = null);

    public async Task<Outcome<IReadOnlyList<SessionSlot>>> Handle(Request request, CancellationToken cancel)
    {
        if (await OfferGate.InSight(db, context.Caller).SingleOrDefaultAsync(one => one.Id == request.OfferId && one.RetiredAt == null, cancel) is not { } offer)
            return MentoringProblems.OfferNotFound(request.OfferId);
        var wish = request.Wish;
        var asker = await Asker(wish, offer, cancel);
        if (!asker.IsAnswer)
            return asker.Problem;
        var now = time.GetUtcNow();
        var minutes = wish.LengthMinutes ?? offer.ReadLengths()[0];
        var slots = await search.Find(
            new SlotWish(offer, asker.Answer.CompanyId, new TimeRange(wish.From ?? now, wish.To ?? now.AddDays(MentoringOffer.MaxHorizonDays)), TimeSpan.FromMinutes(minutes))
            {
                MentorId = wish.MentorId, Topics = wish.Topics?.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [],
                Language = wish.Language?.ToLowerInvariant(), Each = wish.Each ?? (wish.MentorId is null ? 1 : 20),
            }, cancel);
        var ordered = wish.Order?.Value is SlotOrder.Best ? slots.OrderByDescending(slot => slot.Score).ThenBy(slot => slot.StartsAt) : slots.AsEnumerable();
        return await inHouse.Say([.. ordered.Take(wish.Limit ?? 20)], asker.Answer.FacilityId, cancel);
    }

    // For whom, and at which house; that one may be left open where several could be meant.
    private async Task<Outcome<(Guid CompanyId, Guid? FacilityId)>> Asker(SlotQuery wish, MentoringOffer offer, CancellationToken cancel)
    {
        // Whoever asks for another's company must say which; who comes is asked later.
        if (wish.CompanyId is { } named)
        {
            return context.Caller.MayInCompany(Right.BookMentor, named)
                ? (named, offer.FacilityId ?? await db.Set<Company>().Where(one => one.Id == named).Select(one => one.HomeFacilityId).SingleOrDefaultAsync(cancel))
                : CommonProblems.NotFound("company", named);
        }

        var party = await parties.Find(personId: null, companyId: null, facilityId: offer.FacilityId, offer, cancel);
        return party.IsAnswer ? (party.Answer.CompanyId, party.Answer.FacilityId) : party.Problem;
    }

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/mentoring-offers/{id:guid}/slots", (Guid id, [AsParameters] SlotQuery wish, HttpUseCases http, CancellationToken cancel) =>
            http.Answer(new Request(id, wish), cancel))
        .For<FindSlots>("Finds times for a mentoring session", "Each with the reasons for who is suggested. A mentor who does not meet your company is not among them.");
}
