namespace IncubatorHub.Laboratory.LabEquipment;

/// <summary>Finds equipment by what its label says. Run by the console only, where the label leads.</summary>
[UseCase(Right.ReadEquipment)]
internal sealed class FindByLabel(HubDbContext db) : IUseCase<FindByLabel.Request, EquipmentView>
{
    public sealed record Request(string FacilityCode, string AssetNumber) : IRequest<EquipmentView>;

    public async Task<Outcome<EquipmentView>> Handle(Request request, CancellationToken cancel)
    {
        var facilities = db.Set<Registry.Facilities.Facility>().Where(facility => facility.Code == request.FacilityCode).Select(facility => facility.Id);
        return await db.Equipment.Where(one => facilities.Contains(one.FacilityId) && one.AssetNumber == request.AssetNumber)
            .Select(EquipmentView.Of).SingleOrDefaultAsync(cancel) is { } found
            ? found
            : CommonProblems.NotFound("equipment", request.AssetNumber);
    }
}
