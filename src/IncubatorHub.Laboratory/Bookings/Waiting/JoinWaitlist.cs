using System.ComponentModel.DataAnnotations;
using IncubatorHub.Laboratory.LabEquipment;

namespace IncubatorHub.Laboratory.Bookings.Waiting;

/// <summary>
/// Waits for an instrument, or for any of a class at a facility: so long, somewhen between two instants. As soon as it can be had, the slot is held
/// for the first in line, and told.
/// </summary>
[UseCase(Right.BookEquipment, Writes = true)]
internal sealed class JoinWaitlist(HubDbContext db, BookingParties parties, WaitlistOffers offers, TimeProvider time) : IUseCase<JoinWaitlist.Request, WaitlistView>
{
    public sealed record Request : IRequest<WaitlistView>, IValidatableObject
    {
        /// <summary>The instrument; else facility and class.</summary>
        public Guid? EquipmentId { get; init; }

        /// <summary>With <see cref="ClassCode"/>: any instrument of it there.</summary>
        public Guid? FacilityId { get; init; }

        /// <summary>With <see cref="FacilityId"/>.</summary>
        [StringLength(40)]
        public string? ClassCode { get; init; }

        /// <summary>Not before; a whole minute, with any offset.</summary>
        public required DateTimeOffset From { get; init; }

        /// <summary>Over by then; a whole minute.</summary>
        public required DateTimeOffset Until { get; init; }

        /// <summary>How long it is wanted.</summary>
        [Range(1, 132_480)]
        public required int Minutes { get; init; }

        public Guid? PersonId { get; init; }

        public Guid? CompanyId { get; init; }

        [StringLength(500)]
        public string Purpose { get; init; } = "";

        public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
        {
            foreach (var wrong in BookingPeriod.Check(From, Until, "from", "until"))
                yield return wrong;
            if (Until - From < TimeSpan.FromMinutes(Minutes))
                yield return new ValidationResult("At most the time between from and until.", [nameof(Minutes)]);
            if (EquipmentId is null == (FacilityId is null || ClassCode is null))
                yield return new ValidationResult("Name the instrument, or facility and class.", [nameof(EquipmentId)]);
        }
    }

    public async Task<Outcome<WaitlistView>> Handle(Request request, CancellationToken cancel)
    {
        var any = await (request.EquipmentId is { } id
            ? db.Equipment.Where(one => one.Id == id)
            : db.Equipment.Where(one => one.FacilityId == request.FacilityId && one.ClassCode == request.ClassCode))
            .Where(one => one.RetiredAt == null && one.IsBookable).Select(one => new { one.FacilityId, one.ClassCode }).FirstOrDefaultAsync(cancel);
        if (any is null)
            return CommonProblems.NotFound("equipment", request.EquipmentId);
        var party = await parties.Find(any.FacilityId, request.PersonId, request.CompanyId, cancel);
        if (!party.IsAnswer)
            return party.Problem;
        var (person, company) = (party.Answer.PersonId, party.Answer.CompanyId);
        if (request.Until.AddMinutes(-request.Minutes) <= time.GetUtcNow())
            return BookingProblems.WaitingInVain(request.Until);
        await db.TakeTurn("waiting list of a person", person, cancel);
        if (await db.Waitlist.CountAsync(one => one.PersonId == person && (one.State == WaitlistState.Waiting || one.State == WaitlistState.Offered), cancel) >= BookingLimits.MostWaiting)
            return BookingProblems.TooManyWaiting(BookingLimits.MostWaiting);

        var entry = new WaitlistEntry
        {
            FacilityId = any.FacilityId, EquipmentId = request.EquipmentId, ClassCode = any.ClassCode, PersonId = person, CompanyId = company,
            From = request.From.ToUniversalTime(), Until = request.Until.ToUniversalTime(), Minutes = request.Minutes, Purpose = request.Purpose.Trim(),
        };
        db.Add(entry);
        await db.SaveChangesAsync(cancel);
        await offers.OfferTo(entry, cancel);
        return await db.Waitlist.AsNoTracking().Where(one => one.Id == entry.Id).Select(WaitlistView.Of(db)).SingleAsync(cancel);
    }

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost("/waitlist", (Request request, HttpUseCases http, CancellationToken cancel) =>
            http.Create(request, entry => $"/api/v1/waitlist/{entry.Id}", cancel))
        .For<JoinWaitlist>("Joins the waiting list",
            "If it can be had at once, the answer has an offer already. Refusals (409): waitlist.too-many, waitlist.in-vain, booking.no-member.");
}
