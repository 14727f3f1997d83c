using System.ComponentModel.DataAnnotations;

namespace IncubatorHub.Laboratory.LabEquipment;

/// <summary>Adds a class of equipment to the list that facilities choose from.</summary>
[UseCase(Right.EditProgramme, Writes = true)]
internal sealed class CreateEquipmentClass(HubDbContext db) : IUseCase<CreateEquipmentClass.Request, EquipmentClassView>
{
    public sealed record Request : EquipmentClassFields, IRequest<EquipmentClassView>
    {
        /// <summary>2 to 40 of a-z, 0-9 and -. It never changes.</summary>
        [Required, RegularExpression("^[a-z0-9][a-z0-9-]{1,39}$")]
        public required string Code { get; init; }
    }

    public async Task<Outcome<EquipmentClassView>> Handle(Request request, CancellationToken cancel)
    {
        var one = new EquipmentClass { Code = request.Code, NameEn = "", NameJa = "" };
        request.ApplyTo(one);
        db.Add(one);
        await db.SaveChangesAsync(cancel);
        return EquipmentClassView.From(one);
    }

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost("/equipment-classes", (Request request, HttpUseCases http, CancellationToken cancel) =>
            http.Create(request, one => $"/api/v1/equipment-classes/{one.Id}", cancel))
        .For<CreateEquipmentClass>("Creates a class of equipment", "Refusals: equipment-class.code-taken (409).");
}
