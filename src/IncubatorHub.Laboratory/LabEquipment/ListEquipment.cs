namespace IncubatorHub.Laboratory.LabEquipment;

/// <summary>Lists the equipment of the houses in the caller's scope.</summary>
[UseCase(Right.ReadEquipment)]
internal sealed class ListEquipment(HubDbContext db) : IUseCase<ListEquipment.Request, Page<EquipmentView>>
{
    /// <param name="Q">Part of a name in either language, of asset number, maker, model or serial.</param>
    /// <param name="FacilityId">Only at this facility.</param>
    /// <param name="ZoneId">Only in this zone.</param>
    /// <param name="Class">Only of the class with this code.</param>
    /// <param name="State">Only in this state.</param>
    /// <param name="DeviceId">Only the piece that this device watches.</param>
    /// <param name="Watched">true or false: only equipment that a device does, or does not, watch.</param>
    /// <param name="Retired">true: only retired ones; false (default): the others.</param>
    public sealed record Request(
        string? Q = null, Guid? FacilityId = null, Guid? ZoneId = null, string? Class = null, Choice<EquipmentState>? State = null, Guid? DeviceId = null,
        bool? Watched = null, bool Retired = false,
        string? Sort = null, int? Limit = null, string? Cursor = null, int? Offset = null) : IRequest<Page<EquipmentView>>, IPaged;

    private static readonly SortKeys<Equipment> Keys = new SortKeys<Equipment>(equipment => equipment.Id)
        .By("nameEn", equipment => equipment.NameEn)
        .By("nameJa", equipment => equipment.NameJa)
        .By("assetNumber", equipment => equipment.AssetNumber)
        .By("class", equipment => equipment.ClassCode)
        .By("maker", equipment => equipment.Maker)
        .By("createdAt", equipment => equipment.CreatedAt);

    public Task<Outcome<Page<EquipmentView>>> Handle(Request request, CancellationToken cancel)
    {
        var rows = db.Equipment.Where(equipment => (equipment.RetiredAt != null) == request.Retired);
        if (request.FacilityId is { } facility)
            rows = rows.Where(equipment => equipment.FacilityId == facility);
        if (request.ZoneId is { } zone)
            rows = rows.Where(equipment => equipment.ZoneId == zone);
        if (request.Class is { } code)
            rows = rows.Where(equipment => equipment.ClassCode == code);
        if (request.State is { Value: var state })
            rows = rows.Where(equipment => equipment.State == state);
        if (request.DeviceId is { } device)
            rows = rows.Where(equipment => equipment.LinkedDeviceId == device);
        if (request.Watched is { } watched)
            rows = rows.Where(equipment => (equipment.LinkedDeviceId != null) == watched);
        if (SearchText.Pattern(request.Q) is { } pattern)
        {
            rows = rows.Where(equipment => EF.Functions.Like(equipment.NameEn.ToLower(), pattern, SearchText.Escape)
                || EF.Functions.Like(equipment.NameJa.ToLower(), pattern, SearchText.Escape)
                || EF.Functions.Like(equipment.AssetNumber.ToLower(), pattern, SearchText.Escape)
                || EF.Functions.Like(equipment.Maker.ToLower(), pattern, SearchText.Escape)
                || EF.Functions.Like(equipment.Model.ToLower(), pattern, SearchText.Escape)
                || EF.Functions.Like(equipment.Serial.ToLower(), pattern, SearchText.Escape));
        }

        return rows.ToPage(request, Keys, EquipmentView.Of, cancel);
    }

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/equipment", ([AsParameters] Request request, HttpUseCases http, CancellationToken cancel) => http.Answer(request, cancel))
        .For<ListEquipment>("Lists equipment");
}
