namespace IncubatorHub.Laboratory.Charges;

/// <summary>Lists price plans; a house's prices are open to its tenants.</summary>
[UseCase(Right.ReadBookings)]
internal sealed class ListPricePlans(HubDbContext db) : IUseCase<ListPricePlans.Request, Page<PricePlanView>>
{
    /// <param name="FacilityId">Only at this facility.</param>
    /// <param name="ClassCode">Only for this class.</param>
    /// <param name="EquipmentId">Only for this piece.</param>
    /// <param name="Retired">true: only withdrawn ones; false (default): the others.</param>
    public sealed record Request(
        Guid? FacilityId = null, string? ClassCode = null, Guid? EquipmentId = null, bool Retired = false,
        string? Sort = null, int? Limit = null, string? Cursor = null, int? Offset = null) : IRequest<Page<PricePlanView>>, IPaged;

    private static readonly SortKeys<PricePlan> Keys = new SortKeys<PricePlan>(plan => plan.Id)
        .By("validFrom", plan => plan.ValidFrom)
        .By("classCode", plan => plan.ClassCode ?? "");

    public Task<Outcome<Page<PricePlanView>>> Handle(Request request, CancellationToken cancel)
    {
        var rows = db.PricePlans.Where(plan => (plan.RetiredAt != null) == request.Retired);
        if (request.FacilityId is { } facility)
            rows = rows.Where(plan => plan.FacilityId == facility);
        if (request.ClassCode is { } code)
            rows = rows.Where(plan => plan.ClassCode == code);
        if (request.EquipmentId is { } equipment)
            rows = rows.Where(plan => plan.EquipmentId == equipment);
        return rows.ToPage(request, Keys, PricePlanView.Of, cancel);
    }

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/price-plans", ([AsParameters] Request request, HttpUseCases http, CancellationToken cancel) => http.Answer(request, cancel))
        .For<ListPricePlans>("Lists price plans");
}
