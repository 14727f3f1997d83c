using System.ComponentModel.DataAnnotations;
using IncubatorHub.Registry.Facilities;

namespace IncubatorHub.Laboratory.LabEquipment;

/// <summary>Enters a piece of equipment at a facility.</summary>
[UseCase(Right.EditEquipment, Writes = true)]
internal sealed class CreateEquipment(HubDbContext db, CallerContext context) : IUseCase<CreateEquipment.Request, EquipmentView>
{
    public sealed record Request : EquipmentFields, IRequest<EquipmentView>
    {
        public required Guid FacilityId { get; init; }

        /// <summary>As on the inventory label: 1 to 40 of a-z, A-Z, 0-9 and - . _ /. It never changes.</summary>
        [Required, RegularExpression("^[A-Za-z0-9][A-Za-z0-9._/-]{0,39}$")]
        public required string AssetNumber { get; init; }
    }

    public async Task<Outcome<EquipmentView>> Handle(Request request, CancellationToken cancel)
    {
        if (await db.RefuseAt(context.Caller, Right.EditEquipment, request.FacilityId, cancel) is { } refused)
            return refused;
        var equipment = new Equipment { FacilityId = request.FacilityId, AssetNumber = request.AssetNumber, ClassCode = "", NameEn = "", NameJa = "" };
        if (await request.Refuse(db, equipment, cancel) is { } wrong)
            return wrong;
        request.ApplyTo(equipment);
        db.Add(equipment);
        await db.SaveChangesAsync(cancel);
        return EquipmentView.From(equipment);
    }

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost("/equipment", (Request request, HttpUseCases http, CancellationToken cancel) =>
            http.Create(request, equipment => $"/api/v1/equipment/{equipment.Id}", cancel))
        .For<CreateEquipment>("Creates equipment", "Refusals: equipment.asset-number-taken, equipment.device-taken, equipment.companion-chain, retired (409).");
}
