using System.ComponentModel.DataAnnotations;
using IncubatorHub.Laboratory.Charges.Rules;
using IncubatorHub.Laboratory.LabEquipment;
using IncubatorHub.Registry.Facilities;

namespace IncubatorHub.Laboratory.Charges;

/// <summary>
/// Makes a price plan, which is a new version where there was one. A plan is never changed, for bookings were made in trust on it: withdraw it, or make
/// one that begins later.
/// </summary>
[UseCase(Right.EditCharges, Writes = true)]
internal sealed class CreatePricePlan(HubDbContext db, PriceBook prices, CallerContext context, TimeProvider time) : IUseCase<CreatePricePlan.Request, PricePlanView>
{
    public sealed record Request : IRequest<PricePlanView>, IValidatableObject
    {
        public required Guid FacilityId { get; init; }

        /// <summary>The class that it is for. Either this or <see cref="EquipmentId"/>.</summary>
        [StringLength(40)]
        public string? ClassCode { get; init; }

        /// <summary>The piece that it is for.</summary>
        public Guid? EquipmentId { get; init; }

        /// <summary>Today or later, in the facility's zone.</summary>
        public required DateOnly ValidFrom { get; init; }

        public required PriceTerms Terms { get; init; }

        /// <summary>At most 500 characters.</summary>
        [StringLength(500)]
        public string Note { get; init; } = "";

        public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
        {
            if ((ClassCode is null) == (EquipmentId is null))
                yield return new ValidationResult("Either a class or a piece of equipment.", [nameof(ClassCode)]);
        }
    }

    public async Task<Outcome<PricePlanView>> Handle(Request request, CancellationToken cancel)
    {
        if (await db.RefuseAt(context.Caller, Right.EditCharges, request.FacilityId, cancel) is { } refused)
            return refused;
        if (request.ClassCode is { } code && !await db.EquipmentClasses.AnyAsync(one => one.Code == code && one.RetiredAt == null, cancel))
            return CommonProblems.Invalid("classCode", "There is no such class in use.");
        if (request.EquipmentId is { } id && !await db.Equipment.AnyAsync(one => one.Id == id && one.FacilityId == request.FacilityId && one.RetiredAt == null, cancel))
            return CommonProblems.Invalid("equipmentId", "There is no such equipment in use at this facility.");
        if (request.ValidFrom < PriceBook.DayOf(time.GetUtcNow(), await prices.ZoneOf(request.FacilityId, cancel)))
            return ChargeProblems.PlanInPast;
        var plan = new PricePlan
        {
            FacilityId = request.FacilityId, ClassCode = request.ClassCode, EquipmentId = request.EquipmentId, ValidFrom = request.ValidFrom, Terms = request.Terms, Note = request.Note,
        };
        db.Add(plan);
        await db.SaveChangesAsync(cancel);
        return PricePlanView.From(plan);
    }

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost("/price-plans", (Request request, HttpUseCases http, CancellationToken cancel) =>
            http.Create(request, plan => $"/api/v1/price-plans/{plan.Id}", cancel))
        .For<CreatePricePlan>("Creates a price plan", "Refusals: price-plan.taken, price-plan.in-past, retired (409).");
}
