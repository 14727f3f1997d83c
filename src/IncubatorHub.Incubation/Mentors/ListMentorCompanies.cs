using System.ComponentModel.DataAnnotations;
using IncubatorHub.Registry.Tenancies;

namespace IncubatorHub.Incubation.Mentors;

/// <summary>
/// Names of companies, to exclude some for conflict of interest: those whose name has the text, or, without one, those that are excluded now. A mentor sees no
/// company otherwise; of these nothing but the name.
/// </summary>
[UseCase(Right.EditMentorProfile)]
internal sealed class ListMentorCompanies(HubDbContext db, MentorReach reach) : IUseCase<ListMentorCompanies.Request, IReadOnlyList<ListMentorCompanies.Name>>
{
    /// <summary>Names in an answer to a text.</summary>
    public const int MaxFound = 20;

    /// <param name="MentorId">Whose exclusions.</param>
    /// <param name="Q">Part of a name, 2 characters at least.</param>
    public sealed record Request(Guid MentorId, [property: StringLength(100, MinimumLength = 2)] string? Q = null) : IRequest<IReadOnlyList<Name>>;

    public sealed record Name(Guid CompanyId, string NameEn, string NameJa);

    public async Task<Outcome<IReadOnlyList<Name>>> Handle(Request request, CancellationToken cancel)
    {
        var shown = await reach.Show(request.MentorId, cancel);
        if (!shown.IsAnswer)
            return shown.Problem;
        var companies = db.Set<Company>().IgnoreQueryFilters([ScopeFilters.Name]);
        if (SearchText.Pattern(request.Q) is { } pattern)
        {
            companies = companies.Where(company => EF.Functions.Like(company.NameEn.ToLower(), pattern, SearchText.Escape) || EF.Functions.Like(company.NameJa, pattern, SearchText.Escape))
                .OrderBy(company => company.NameEn).ThenBy(company => company.Id).Take(MaxFound);
        }
        else
        {
            var ids = CommaSet.Ids(shown.Answer.Conflicts);
            companies = companies.Where(company => ids.Contains(company.Id)).OrderBy(company => company.NameEn).ThenBy(company => company.Id);
        }

        return await companies.Select(company => new Name(company.Id, company.NameEn, company.NameJa)).ToListAsync(cancel);
    }

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/mentors/{id:guid}/companies", (Guid id, string? q, HttpUseCases http, CancellationToken cancel) => http.Answer(new Request(id, q), cancel))
        .For<ListMentorCompanies>("Names companies that a mentor may exclude", "With q those whose name has it, at most 20; without, those that are excluded now.");
}
