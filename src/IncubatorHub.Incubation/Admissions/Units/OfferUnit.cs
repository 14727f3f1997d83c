using System.ComponentModel.DataAnnotations;
using IncubatorHub.Registry.Facilities;
using IncubatorHub.Registry.Tenancies;

namespace IncubatorHub.Incubation.Admissions.Units;

/// <summary>Offers a unit on terms, until an instant; the applicant hears of it by mail and answers by the link.</summary>
[UseCase(Right.ManageAdmissions, Writes = true)]
internal sealed class OfferUnit(HubDbContext db, ApplicationReach reach, CompanyIntake intake, AdmissionMails mails, TimeProvider time) : IUseCase<OfferUnit.Request, UnitOfferView>
{
    /// <summary>An offer may be open no longer.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromDays(90);

    public sealed record Request : IRequest<UnitOfferView>, IValidatableObject
    {
        /// <summary>Accepted, or on the waiting list.</summary>
        public required Guid ApplicationId { get; init; }

        public required Guid UnitId { get; init; }

        /// <summary>First day.</summary>
        public required DateOnly StartsOn { get; init; }

        /// <summary>Last day of the term, included; left out: open.</summary>
        public DateOnly? PlannedEndOn { get; init; }

        /// <summary>Yen a month, without tax, 0 to 100,000,000.</summary>
        [Range(0, 100_000_000)]
        public required long RentYen { get; init; }

        /// <summary>Yen, once, 0 to 1,000,000,000.</summary>
        [Range(0, 1_000_000_000)]
        public long DepositYen { get; init; }

        /// <summary>Excluded; within 90 days from now.</summary>
        public required DateTimeOffset ExpiresAt { get; init; }

        public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
        {
            if (PlannedEndOn < StartsOn)
                yield return new ValidationResult("Not before startsOn.", [nameof(PlannedEndOn)]);
        }
    }

    public async Task<Outcome<UnitOfferView>> Handle(Request request, CancellationToken cancel)
    {
        var taken = await reach.Take(request.ApplicationId, Guid.Empty, cancel);
        if (!taken.IsAnswer)
            return taken.Problem;
        var (application, now) = (taken.Answer, time.GetUtcNow());
        if (application.State is not (ApplicationState.Accepted or ApplicationState.WaitingList))
            return AdmissionProblems.WrongState(application.State, ApplicationState.Accepted, ApplicationState.WaitingList);
        if (application.CompanyId is not { } companyId)
            return AdmissionProblems.NoCompany;
        if (request.ExpiresAt <= now || request.ExpiresAt > now + Longest)
            return CommonProblems.Invalid("expiresAt", "From now, within 90 days.");
        if (await db.Set<Unit>().AsNoTracking().SingleOrDefaultAsync(one => one.Id == request.UnitId && one.FacilityId == application.FacilityId, cancel) is not { } unit)
            return CommonProblems.NotFound("unit", request.UnitId);
        if (await intake.RefuseUnit(companyId, unit.Id, request.StartsOn, request.PlannedEndOn, cancel) is { } refused)
            return refused;
        if (await db.UnitOffers.AnyAsync(one => one.State == UnitOfferState.Open && (one.UnitId == unit.Id || one.ApplicationId == application.Id), cancel))
            return AdmissionProblems.OfferOpen;
        var offer = new UnitOffer
        {
            FacilityId = application.FacilityId, ApplicationId = application.Id, UnitId = unit.Id, StartsOn = request.StartsOn, PlannedEndOn = request.PlannedEndOn,
            RentYen = request.RentYen, DepositYen = request.DepositYen, ExpiresAt = request.ExpiresAt,
        };
        db.Add(offer);
        await mails.OfferUnit(application, offer, cancel);
        await db.SaveChangesAsync(cancel);
        return UnitOfferView.From(offer, unit.Code);
    }

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost("/unit-offers", (Request request, HttpUseCases http, CancellationToken cancel) => http.Create(request, offer => $"/api/v1/unit-offers/{offer.Id}", cancel))
        .For<OfferUnit>("Offers a unit to an applicant",
            "Refusals (409): unit-offer.open, application.wrong-state, application.no-company, tenancy.unit-taken, tenancy.unit-not-lettable, review.conflict.");
}
