using IncubatorHub.Registry.People;

namespace IncubatorHub.Incubation.Mentors;

/// <summary>The directory of mentors.</summary>
[UseCase(Right.ReadMentors)]
internal sealed class ListMentors(HubDbContext db, MentorReach reach, MentorViews views) : IUseCase<ListMentors.Request, Page<MentorView>>
{
    /// <param name="Q">Part of a name, headline or description, in either language.</param>
    /// <param name="Topic">Code of a topic.</param>
    /// <param name="Language">BCP 47.</param>
    /// <param name="FacilityId">Only those who meet in person there.</param>
    /// <param name="Mine">true: only the caller's own profile.</param>
    /// <param name="Retired">true: only those who mentor no more; false (default): only the others.</param>
    public sealed record Request(
        string? Q = null, string? Topic = null, string? Language = null, Guid? FacilityId = null, bool Mine = false, bool Retired = false,
        string? Sort = null, int? Limit = null, string? Cursor = null, int? Offset = null) : IRequest<Page<MentorView>>, IPaged;

    private static readonly SortKeys<NamedMentor> Keys = new SortKeys<NamedMentor>(row => row.Mentor.Id)
        .By("name", row => row.Name)
        .By("createdAt", row => row.Mentor.CreatedAt);

    public async Task<Outcome<Page<MentorView>>> Handle(Request request, CancellationToken cancel)
    {
        var mentors = db.MentorProfiles.Where(mentor => (mentor.RetiredAt != null) == request.Retired);
        if (request.Topic is { } topic)
            mentors = mentors.Where(mentor => mentor.Topics.Contains("," + topic + ","));
        if (request.Language?.ToLowerInvariant() is { } language)
            mentors = mentors.Where(mentor => mentor.Languages.Contains("," + language + ","));
        if (request.FacilityId is { } facility && CommaSet.Member(facility) is { } house)
            mentors = mentors.Where(mentor => mentor.Houses.Contains(house));
        if (request.Mine)
        {
            var self = await reach.Self(cancel) ?? Guid.Empty;
            mentors = mentors.Where(mentor => mentor.AccountId == self);
        }

        if (SearchText.Pattern(request.Q) is { } pattern)
        {
            mentors = mentors.Where(mentor => EF.Functions.Like(mentor.HeadlineEn.ToLower(), pattern, SearchText.Escape)
                || EF.Functions.Like(mentor.HeadlineJa, pattern, SearchText.Escape)
                || EF.Functions.Like(mentor.DescriptionEn.ToLower(), pattern, SearchText.Escape)
                || EF.Functions.Like(mentor.DescriptionJa, pattern, SearchText.Escape)
                || db.Set<Account>().Any(account => account.Id == mentor.AccountId && EF.Functions.Like(account.DisplayName.ToLower(), pattern, SearchText.Escape)));
        }

        var page = await NamedMentor.Of(db, mentors).ToPage(request, Keys, row => row, cancel);
        if (!page.IsAnswer)
            return page.Problem;
        var items = new List<MentorView>();
        foreach (var row in page.Answer.Items)
            items.Add(await views.Of(row, cancel));
        return new Page<MentorView>(items, page.Answer.NextCursor, page.Answer.Total);
    }

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/mentors", ([AsParameters] Request request, HttpUseCases http, CancellationToken cancel) => http.Answer(request, cancel))
        .For<ListMentors>("Lists mentors");
}
