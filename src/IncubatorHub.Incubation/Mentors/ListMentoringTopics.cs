namespace IncubatorHub.Incubation.Mentors;

/// <summary>Lists what mentoring may be about.</summary>
[UseCase(Right.ReadMentors)]
internal sealed class ListMentoringTopics(HubDbContext db) : IUseCase<ListMentoringTopics.Request, Page<MentoringTopicView>>
{
    /// <param name="Retired">true: only those that are chosen no more; false (default): only the others.</param>
    public sealed record Request(
        bool Retired = false, string? Sort = null, int? Limit = null, string? Cursor = null, int? Offset = null) : IRequest<Page<MentoringTopicView>>, IPaged;

    private static readonly SortKeys<MentoringTopic> Keys = new SortKeys<MentoringTopic>(topic => topic.Id)
        .By("code", topic => topic.Code)
        .By("nameEn", topic => topic.NameEn)
        .By("nameJa", topic => topic.NameJa);

    public Task<Outcome<Page<MentoringTopicView>>> Handle(Request request, CancellationToken cancel) =>
        db.MentoringTopics.Where(topic => (topic.RetiredAt != null) == request.Retired).ToPage(request, Keys, MentoringTopicView.Of, cancel);

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/mentoring-topics", ([AsParameters] Request request, HttpUseCases http, CancellationToken cancel) => http.Answer(request, cancel))
        .For<ListMentoringTopics>("Lists mentoring topics");
}
