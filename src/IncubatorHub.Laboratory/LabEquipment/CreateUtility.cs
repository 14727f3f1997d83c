using System.ComponentModel.DataAnnotations;
using IncubatorHub.Registry.Facilities;

namespace IncubatorHub.Laboratory.LabEquipment;

/// <summary>Enters a utility of a facility.</summary>
[UseCase(Right.EditEquipment, Writes = true)]
internal sealed class CreateUtility(HubDbContext db, CallerContext context) : IUseCase<CreateUtility.Request, UtilityView>
{
    public sealed record Request : UtilityFields, IRequest<UtilityView>
    {
        public required Guid FacilityId { get; init; }

        /// <summary>1 to 40 of a-z, 0-9 and -. It never changes.</summary>
        [Required, RegularExpression("^[a-z0-9][a-z0-9-]{0,39}$")]
        public required string Code { get; init; }
    }

    public async Task<Outcome<UtilityView>> Handle(Request request, CancellationToken cancel)
    {
        if (await db.RefuseAt(context.Caller, Right.EditEquipment, request.FacilityId, cancel) is { } refused)
            return refused;
        var utility = new Utility { FacilityId = request.FacilityId, Code = request.Code, NameEn = "", NameJa = "" };
        request.ApplyTo(utility);
        db.Add(utility);
        await db.SaveChangesAsync(cancel);
        return UtilityView.From(utility);
    }

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost("/utilities", (Request request, HttpUseCases http, CancellationToken cancel) =>
            http.Create(request, utility => $"/api/v1/utilities/{utility.Id}", cancel))
        .For<CreateUtility>("Creates a utility", "Refusals: utility.code-taken, retired (409).");
}
