using IncubatorHub.Laboratory.Policies.Rules;

namespace IncubatorHub.Incubation.Mentors;

/// <summary>Says anew when a mentor is there. Sessions that are agreed on stay.</summary>
[UseCase(Right.EditMentorProfile, Writes = true)]
internal sealed class EditAvailability(HubDbContext db, MentorReach reach, TimeProvider time) : IUseCase<EditAvailability.Request, AvailabilityView>
{
    public sealed record Request(Guid MentorId, Guid? SeenVersion, AvailabilityFields Fields) : IRequest<AvailabilityView>, IEdit;

    public async Task<Outcome<AvailabilityView>> Handle(Request request, CancellationToken cancel)
    {
        var taken = await reach.Take(request.MentorId, request.SeenVersion, cancel);
        if (!taken.IsAnswer)
            return taken.Problem;
        var clock = new WallClock(TimeZoneInfo.FindSystemTimeZoneById(request.Fields.TimeZone));
        request.Fields.ApplyTo(taken.Answer, clock.DateOf(time.GetUtcNow()));
        await db.SaveChangesAsync(cancel);
        return AvailabilityView.From(taken.Answer);
    }

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPut("/mentors/{id:guid}/availability", (Guid id, AvailabilityFields fields, IfMatch ifMatch, HttpUseCases http, CancellationToken cancel) =>
            http.Answer(new Request(id, ifMatch.Version, fields), cancel))
        .For<EditAvailability>("Says when a mentor is there");
}
