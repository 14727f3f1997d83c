namespace IncubatorHub.Registry.Facilities;

/// <summary>A bureau as the API shows it.</summary>
public sealed record BureauView(string Code, string NameEn, string NameJa);

/// <summary>Lists the regional bureaus, all on one page.</summary>
[UseCase(Right.ReadProgramme)]
internal sealed class ListBureaus(HubDbContext db) : IUseCase<ListBureaus.Request, Page<BureauView>>
{
    public sealed record Request : IRequest<Page<BureauView>>;

    public async Task<Outcome<Page<BureauView>>> Handle(Request request, CancellationToken cancel)
    {
        var found = await db.Bureaus.OrderBy(bureau => bureau.Code)
            .Select(bureau => new BureauView(bureau.Code, bureau.NameEn, bureau.NameJa)).ToListAsync(cancel);
        return new Page<BureauView>(found, null, found.Count);
    }

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/bureaus", (HttpUseCases http, CancellationToken cancel) => http.Answer(new Request(), cancel))
        .For<ListBureaus>("Lists regional bureaus");
}
