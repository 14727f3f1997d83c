namespace IncubatorHub.Incubation.Mentors;

/// <summary>Renames a topic.</summary>
[UseCase(Right.EditProgramme, Writes = true)]
internal sealed class EditMentoringTopic(HubDbContext db) : IUseCase<EditMentoringTopic.Request, MentoringTopicView>
{
    public sealed record Request(Guid Id, Guid? SeenVersion, MentoringTopicFields Fields) : IRequest<MentoringTopicView>, IEdit;

    public async Task<Outcome<MentoringTopicView>> Handle(Request request, CancellationToken cancel)
    {
        if (await db.MentoringTopics.SingleOrDefaultAsync(topic => topic.Id == request.Id, cancel) is not { } topic)
            return CommonProblems.NotFound("mentoring topic", request.Id);
        if (topic.RetiredAt is not null)
            return CommonProblems.Retired("mentoring topic");
        if (topic.RefuseUnlessSeen(request.SeenVersion) is { } stale)
            return stale;
        (topic.NameEn, topic.NameJa) = (request.Fields.NameEn.Trim(), request.Fields.NameJa.Trim());
        await db.SaveChangesAsync(cancel);
        return MentoringTopicView.From(topic);
    }

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPut("/mentoring-topics/{id:guid}", (Guid id, MentoringTopicFields fields, IfMatch ifMatch, HttpUseCases http, CancellationToken cancel) =>
            http.Answer(new Request(id, ifMatch.Version, fields), cancel))
        .For<EditMentoringTopic>("Edits a mentoring topic");
}
