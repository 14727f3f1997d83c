namespace IncubatorHub.Laboratory.LabEquipment;

/// <summary>Lists the classes of equipment.</summary>
[UseCase(Right.ReadProgramme)]
internal sealed class ListEquipmentClasses(HubDbContext db) : IUseCase<ListEquipmentClasses.Request, Page<EquipmentClassView>>
{
    /// <param name="Q">Part of a name in either language or of the code.</param>
    /// <param name="Retired">true: only retired ones; false (default): only those in use.</param>
    public sealed record Request(
        string? Q = null, bool Retired = false,
        string? Sort = null, int? Limit = null, string? Cursor = null, int? Offset = null) : IRequest<Page<EquipmentClassView>>, IPaged;

    private static readonly SortKeys<EquipmentClass> Keys = new SortKeys<EquipmentClass>(one => one.Id)
        .By("code", one => one.Code)
        .By("nameEn", one => one.NameEn)
        .By("nameJa", one => one.NameJa);

    public Task<Outcome<Page<EquipmentClassView>>> Handle(Request request, CancellationToken cancel)
    {
        var rows = db.EquipmentClasses.Where(one => (one.RetiredAt != null) == request.Retired);
        if (SearchText.Pattern(request.Q) is { } pattern)
        {
            rows = rows.Where(one => EF.Functions.Like(one.NameEn.ToLower(), pattern, SearchText.Escape)
                || EF.Functions.Like(one.NameJa, pattern, SearchText.Escape)
                || EF.Functions.Like(one.Code, pattern, SearchText.Escape));
        }

        return rows.ToPage(request, Keys, EquipmentClassView.Of, cancel);
    }

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/equipment-classes", ([AsParameters] Request request, HttpUseCases http, CancellationToken cancel) => http.Answer(request, cancel))
        .For<ListEquipmentClasses>("Lists classes of equipment");
}
