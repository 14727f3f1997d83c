using System.ComponentModel.DataAnnotations;

namespace IncubatorHub.Registry.Facilities;

/// <summary>Adds a facility to the programme.</summary>
[UseCase(Right.CreateFacility, Writes = true)]
internal sealed class CreateFacility(HubDbContext db) : IUseCase<CreateFacility.Request, FacilityView>
{
    public sealed record Request : FacilityFields, IRequest<FacilityView>
    {
        /// <summary>2 to 40 of a-z, 0-9 and -. It never changes.</summary>
        [Required, RegularExpression("^[a-z0-9][a-z0-9-]{1,39}$")]
        public required string Code { get; init; }
    }

    public async Task<Outcome<FacilityView>> Handle(Request request, CancellationToken cancel)
    {
        if (await request.Refuse(db, presentProject: null, cancel) is { } wrong)
            return wrong;
        var facility = new Facility { Code = request.Code, NameEn = "", NameJa = "", PrefectureCode = "" };
        request.ApplyTo(facility);
        db.Add(facility);
        await db.SaveChangesAsync(cancel);
        return FacilityView.From(facility);
    }

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost("/facilities", (Request request, HttpUseCases http, CancellationToken cancel) =>
            http.Create(request, facility => $"/api/v1/facilities/{facility.Id}", cancel))
        .For<CreateFacility>("Creates a facility", "Refusals: facility.code-taken (409).");
}
