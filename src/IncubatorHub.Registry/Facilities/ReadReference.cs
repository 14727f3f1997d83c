namespace IncubatorHub.Registry.Facilities;

/// <summary>Reads the lists that facilities refer to, in one answer: bureaus, prefectures, cluster projects.</summary>
[UseCase(Right.ReadProgramme)]
internal sealed class ReadReference(HubDbContext db) : IUseCase<ReadReference.Request, ReadReference.Answer>
{
    public sealed record Request : IRequest<Answer>;

    public sealed record Answer(IReadOnlyList<Named> Prefectures, IReadOnlyList<Named> Projects);

    /// <summary>A code and what it is called.</summary>
    public sealed record Named(string Code, string NameEn, string NameJa);

    public async Task<Outcome<Answer>> Handle(Request request, CancellationToken cancel) => new Answer(
        await db.Prefectures.OrderBy(one => one.Code).Select(one => new Named(one.Code, one.NameEn, one.NameJa)).ToListAsync(cancel),
        await db.ClusterProjects.OrderBy(one => one.Code).Select(one => new Named(one.Code, one.NameEn, one.NameJa)).ToListAsync(cancel));
}
