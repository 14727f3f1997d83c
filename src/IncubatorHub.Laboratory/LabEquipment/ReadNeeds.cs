namespace IncubatorHub.Laboratory.LabEquipment;

/// <summary>Reads what utilities a piece of equipment needs.</summary>
[UseCase(Right.ReadEquipment)]
internal sealed class ReadNeeds(HubDbContext db) : IUseCase<ReadNeeds.Request, ReadNeeds.Needs>
{
    public sealed record Request(Guid Id) : IRequest<Needs>;

    /// <param name="Version">Of the equipment: it changes with its needs.</param>
    /// <param name="Items">By the utility's code.</param>
    public sealed record Needs(Guid Version, IReadOnlyList<Need> Items) : IVersioned;

    /// <param name="UtilityId">The utility.</param>
    /// <param name="Code">Its code.</param>
    /// <param name="NameEn">Its English name.</param>
    /// <param name="NameJa">Its Japanese name.</param>
    /// <param name="State">Its state now.</param>
    /// <param name="StateNote">Why it is not up.</param>
    /// <param name="IsVital">The equipment cannot work without; otherwise its loss only warns.</param>
    public sealed record Need(Guid UtilityId, string Code, string NameEn, string NameJa, UtilityState State, string StateNote, bool IsVital);

    public async Task<Outcome<Needs>> Handle(Request request, CancellationToken cancel)
    {
        if (await db.Equipment.AsNoTracking().SingleOrDefaultAsync(one => one.Id == request.Id, cancel) is not { } equipment)
            return CommonProblems.NotFound("equipment", request.Id);
        return await Of(db, equipment, cancel);
    }

    internal static async Task<Needs> Of(HubDbContext db, Equipment equipment, CancellationToken cancel) => new(equipment.Version, await (
        from need in db.UtilityNeeds
        where need.EquipmentId == equipment.Id
        join utility in db.Utilities on need.UtilityId equals utility.Id
        orderby utility.Code
        select new Need(utility.Id, utility.Code, utility.NameEn, utility.NameJa, utility.State, utility.StateNote, need.IsVital)).ToListAsync(cancel));

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/equipment/{id:guid}/utilities", (Guid id, HttpUseCases http, CancellationToken cancel) => http.Answer(new Request(id), cancel))
        .For<ReadNeeds>("Reads what utilities equipment needs");
}
