using System.ComponentModel.DataAnnotations;

namespace IncubatorHub.Laboratory.Bookings;

/// <summary>
/// Books an instrument, and what must be booked along with it, for the caller, a colleague, or as a manager for anybody of a company that the facility
/// knows. What needs approval waits for it and holds the slot meanwhile.
/// </summary>
[UseCase(Right.BookEquipment, Writes = true)]
internal sealed class BookEquipment(BookingOffice office) : IUseCase<BookEquipment.Request, BookingView>
{
    public sealed record Request : BookingWish, IRequest<BookingView>
    {
        /// <summary>Who of the staff will be there; named by whoever runs the facility. Left out: named later.</summary>
        public Guid? AssistedById { get; init; }

        /// <summary>Rules that whoever runs the facility sets aside for it.</summary>
        public BookingOverride? Override { get; init; }
    }

    public async Task<Outcome<BookingView>> Handle(Request request, CancellationToken cancel)
    {
        var reviewed = await office.Review(request, cancel);
        return reviewed.IsAnswer
            ? await office.Book(request, reviewed.Answer with { AssistedById = request.AssistedById }, request.Override, cancel)
            : reviewed.Problem;
    }

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost("/bookings", (Request request, HttpUseCases http, CancellationToken cancel) =>
            http.Create(request, booking => $"/api/v1/bookings/{booking.Id}", cancel))
        .For<BookEquipment>("Books an instrument",
            "Refusals (409): booking.overlap with alternatives, the code of the rule that refuses, or booking.refused with all violations; booking.no-member, booking.equipment-retired; with assistedById also booking.staff-busy.");
}

/// <summary>What somebody would like to book.</summary>
public record BookingWish : IValidatableObject
{
    public required Guid EquipmentId { get; init; }

    /// <summary>Included; a whole minute, with any offset.</summary>
    public required DateTimeOffset StartsAt { get; init; }

    /// <summary>Excluded; a whole minute, at most 92 days after the start.</summary>
    public required DateTimeOffset EndsAt { get; init; }

    /// <summary>The account of whoever will use it; left out: the caller.</summary>
    public Guid? PersonId { get; init; }

    /// <summary>The company that it counts for; left out: the person's, when there is one only.</summary>
    public Guid? CompanyId { get; init; }

    /// <summary>What for; seen by the company and those who run the facility.</summary>
    [StringLength(500)]
    public string Purpose { get; init; } = "";

    /// <summary>Staff is asked to be there.</summary>
    public bool IsAssisted { get; init; }

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext) => BookingPeriod.Check(StartsAt, EndsAt);
}
