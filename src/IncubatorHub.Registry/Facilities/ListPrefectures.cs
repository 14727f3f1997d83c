namespace IncubatorHub.Registry.Facilities;

/// <summary>A prefecture as the API shows it.</summary>
public sealed record PrefectureView(string Code, string NameEn, string NameJa, double Latitude, double Longitude, string BureauCode);

/// <summary>Lists the 47 prefectures, all on one page, in the order of their codes.</summary>
[UseCase(Right.ReadProgramme)]
internal sealed class ListPrefectures(HubDbContext db) : IUseCase<ListPrefectures.Request, Page<PrefectureView>>
{
    /// <param name="Q">Part of a name in either language.</param>
    /// <param name="Bureau">Code of a bureau.</param>
    public sealed record Request(string? Q = null, string? Bureau = null) : IRequest<Page<PrefectureView>>;

    public async Task<Outcome<Page<PrefectureView>>> Handle(Request request, CancellationToken cancel)
    {
        IQueryable<Prefecture> rows = db.Prefectures;
        if (request.Bureau is { } bureau)
            rows = rows.Where(prefecture => prefecture.BureauCode == bureau);
        if (SearchText.Pattern(request.Q) is { } pattern)
        {
            rows = rows.Where(prefecture => EF.Functions.Like(prefecture.NameEn.ToLower(), pattern, SearchText.Escape)
                || EF.Functions.Like(prefecture.NameJa, pattern, SearchText.Escape));
        }

        var found = await rows.OrderBy(prefecture => prefecture.Code).Select(prefecture => new PrefectureView(
            prefecture.Code, prefecture.NameEn, prefecture.NameJa, prefecture.Latitude, prefecture.Longitude, prefecture.BureauCode)).ToListAsync(cancel);
        return new Page<PrefectureView>(found, null, found.Count);
    }

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/prefectures", ([AsParameters] Request request, HttpUseCases http, CancellationToken cancel) => http.Answer(request, cancel))
        .For<ListPrefectures>("Lists prefectures");
}
