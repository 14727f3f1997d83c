using IncubatorHub.Registry.Facilities;

namespace IncubatorHub.Incubation.Mentoring;

/// <summary>Makes an offer of a facility, or of the programme.</summary>
[UseCase(Right.ManageMentoring, Writes = true)]
internal sealed class CreateOffer(HubDbContext db, CallerContext context) : IUseCase<CreateOffer.Request, OfferView>
{
    public sealed record Request : OfferFields, IRequest<OfferView>
    {
        /// <summary>Left out: the programme's. It never changes.</summary>
        public Guid? FacilityId { get; init; }
    }

    public async Task<Outcome<OfferView>> Handle(Request request, CancellationToken cancel)
    {
        if (request.FacilityId is { } house && !await db.Set<Facility>().AnyAsync(facility => facility.Id == house && facility.RetiredAt == null, cancel))
            return CommonProblems.NotFound("facility", house);
        if (OfferGate.RefuseEdit(context.Caller, request.FacilityId) is { } forbidden)
            return forbidden;
        if (await request.Refuse(db, cancel) is { } wrong)
            return wrong;
        var offer = new MentoringOffer { FacilityId = request.FacilityId, NameEn = "", NameJa = "" };
        await request.ApplyTo(db, offer, cancel);
        db.Add(offer);
        await db.SaveChangesAsync(cancel);
        return await OfferView.Read(db, offer, cancel);
    }

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost("/mentoring-offers", (Request request, HttpUseCases http, CancellationToken cancel) =>
            http.Create(request, offer => $"/api/v1/mentoring-offers/{offer.Id}", cancel))
        .For<CreateOffer>("Makes a mentoring offer");
}
