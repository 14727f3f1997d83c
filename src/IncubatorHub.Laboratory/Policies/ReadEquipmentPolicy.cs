using IncubatorHub.Laboratory.LabEquipment;

namespace IncubatorHub.Laboratory.Policies;

/// <summary>The rules that apply to an instrument now, and where each value comes from.</summary>
[UseCase(Right.ReadPolicy)]
internal sealed class ReadEquipmentPolicy(HubDbContext db, PoliciesDoor door) : IUseCase<ReadEquipmentPolicy.Request, EffectivePolicyView>
{
    public sealed record Request(Guid Id) : IRequest<EffectivePolicyView>;

    public async Task<Outcome<EffectivePolicyView>> Handle(Request request, CancellationToken cancel) =>
        await db.Equipment.SingleOrDefaultAsync(equipment => equipment.Id == request.Id, cancel) is { } equipment
            ? EffectivePolicyView.From(await door.EffectiveFor(equipment, cancel))
            : CommonProblems.NotFound("equipment", request.Id);

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/equipment/{id:guid}/policy", (Guid id, HttpUseCases http, CancellationToken cancel) => http.Answer(new Request(id), cancel))
        .For<ReadEquipmentPolicy>("Reads the rules that apply to equipment", "Each value comes from the narrowest policy set that states it; origins names the set.");
}
