using System.ComponentModel.DataAnnotations;

namespace IncubatorHub.Incubation.Mentors;

/// <summary>What an officer may enter about a topic.</summary>
public record MentoringTopicFields
{
    [Required, StringLength(100, MinimumLength = 2)]
    public required string NameEn { get; init; }

    [Required, StringLength(100, MinimumLength = 1)]
    public required string NameJa { get; init; }
}

/// <summary>Adds a topic to the programme's list.</summary>
[UseCase(Right.EditProgramme, Writes = true)]
internal sealed class CreateMentoringTopic(HubDbContext db) : IUseCase<CreateMentoringTopic.Request, MentoringTopicView>
{
    public sealed record Request : MentoringTopicFields, IRequest<MentoringTopicView>
    {
        /// <summary>2 to 40 of a-z, 0-9 and -. It never changes.</summary>
        [Required, RegularExpression("^[a-z0-9][a-z0-9-]{1,39}$")]
        public required string Code { get; init; }
    }

    public async Task<Outcome<MentoringTopicView>> Handle(Request request, CancellationToken cancel)
    {
        var topic = new MentoringTopic { Code = request.Code, NameEn = request.NameEn.Trim(), NameJa = request.NameJa.Trim() };
        db.Add(topic);
        await db.SaveChangesAsync(cancel);
        return MentoringTopicView.From(topic);
    }

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost("/mentoring-topics", (Request request, HttpUseCases http, CancellationToken cancel) =>
            http.Create(request, topic => $"/api/v1/mentoring-topics/{topic.Id}", cancel))
        .For<CreateMentoringTopic>("Creates a mentoring topic", "Refusals: mentoring-topic.code-taken (409).");
}
