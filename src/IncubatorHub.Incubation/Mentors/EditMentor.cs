namespace IncubatorHub.Incubation.Mentors;

/// <summary>Changes what a mentor says of himself.</summary>
[UseCase(Right.EditMentorProfile, Writes = true)]
internal sealed class EditMentor(HubDbContext db, CallerContext context, MentorReach reach, MentorViews views) : IUseCase<EditMentor.Request, MentorView>
{
    public sealed record Request(Guid Id, Guid? SeenVersion, MentorFields Fields) : IRequest<MentorView>, IEdit;

    public async Task<Outcome<MentorView>> Handle(Request request, CancellationToken cancel)
    {
        var taken = await reach.Take(request.Id, request.SeenVersion, cancel);
        if (!taken.IsAnswer)
            return taken.Problem;
        var mentor = taken.Answer;
        if (await request.Fields.Refuse(db, mentor, cancel) is { } wrong)
            return wrong;
        var houses = CommaSet.Ids(mentor.Houses);
        request.Fields.ApplyTo(mentor, context.Caller.Scope.AllFacilities ? houses : [.. houses.Intersect(context.Caller.Scope.HouseFacilityIds)]);
        await db.SaveChangesAsync(cancel);
        return await views.Read(mentor.Id, cancel);
    }

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPut("/mentors/{id:guid}", (Guid id, MentorFields fields, IfMatch ifMatch, HttpUseCases http, CancellationToken cancel) =>
            http.Answer(new Request(id, ifMatch.Version, fields), cancel))
        .For<EditMentor>("Edits a mentor's profile", "Open to the mentor, and to those who manage mentoring in the programme or at a house of the mentor's.");
}
