using System.ComponentModel.DataAnnotations;
using IncubatorHub.Registry.Facilities;

namespace IncubatorHub.Laboratory.Policies;

/// <summary>Says that a facility is closed on a day, or open on a holiday.</summary>
[UseCase(Right.EditPolicy, Writes = true)]
internal sealed class CreateFacilityDay(HubDbContext db, CallerContext context) : IUseCase<CreateFacilityDay.Request, FacilityDayView>
{
    public sealed record Request : IRequest<FacilityDayView>, IValidatableObject
    {
        public required Guid FacilityId { get; init; }

        /// <summary>In the facility's zone, 2020 to 2099.</summary>
        public required DateOnly Date { get; init; }

        /// <summary>true: closed, whatever the opening hours; false: open as on a day that is no holiday.</summary>
        public required bool IsClosed { get; init; }

        [Required, StringLength(100, MinimumLength = 1)]
        public required string NameEn { get; init; }

        [Required, StringLength(100, MinimumLength = 1)]
        public required string NameJa { get; init; }

        public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
        {
            if (Date.Year is < 2020 or > 2099)
                yield return new ValidationResult("A year from 2020 to 2099.", [nameof(Date)]);
        }
    }

    public async Task<Outcome<FacilityDayView>> Handle(Request request, CancellationToken cancel)
    {
        if (await db.RefuseAt(context.Caller, Right.EditPolicy, request.FacilityId, cancel) is { } refused)
            return refused;
        var day = new FacilityDay
        {
            FacilityId = request.FacilityId, Date = request.Date, IsClosed = request.IsClosed, NameEn = request.NameEn, NameJa = request.NameJa,
        };
        db.Add(day);
        await db.SaveChangesAsync(cancel);
        return FacilityDayView.From(day);
    }

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost("/facility-days", (Request request, HttpUseCases http, CancellationToken cancel) => http.Create(request, day => $"/api/v1/facility-days/{day.Id}", cancel))
        .For<CreateFacilityDay>("Creates a special day", "Bookings that lie on it stay; new ones are judged by it. Refusals: facility-day.taken, retired (409).");
}
